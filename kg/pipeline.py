"""`load_pipeline`: the spaCy pipeline for Chinese newspapers, made from one list of its stages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import spacy
from spacy.language import Language

from kg.errors import ModelError, SettingsError
from kg.link.article import make_linker
from kg.link.home import home_of_name
from kg.nlp.doc import register_extensions
from kg.nlp.foreign import make_foreign
from kg.nlp.names import make_names
from kg.nlp.readings import DEFAULT_READING, READINGS
from kg.nlp.rules import make_rules
from kg.nlp.segmenter import load_segmenter
from kg.nlp.tagger import make_tagger
from kg.relate.extractor import make_relation_extractor

MIN_SCORE: dict[str, dict[str, float]] = {
    "kg": {"PERSON": 0.3, "ORG": 0.2, "PLACE": 0.25, "PROJECT": 0.2, "POLICY": 0.2, "TITLE": 0.15},
    "msra": {},
}
"""Names less probable than this are left out, by scheme and label; on the dev set F1 hardly changes between these and .45, and these lose
fewer names."""
SCHEMES = tuple(MIN_SCORE)


@dataclass(frozen=True)
class Stage:
    """A component: its factory, what it needs of a Doc, what it sets, and its default settings."""

    name: str
    factory: Callable[..., Any]
    requires: tuple[str, ...] = ()
    assigns: tuple[str, ...] = ()
    defaults: dict[str, Any] = field(default_factory=dict)


STAGES: tuple[Stage, ...] = (
    Stage("kg_tagger", make_tagger, (), ("doc._.candidates",), {"model": DEFAULT_READING, "scheme": "kg", "threads": 0, "min_score": {}}),
    Stage("kg_foreign", make_foreign, (), ("doc._.candidates",), {"model": ""}),
    Stage("kg_rules", make_rules, ("doc._.candidates",), ("doc._.candidates",), {"quoted": True}),
    Stage("kg_names", make_names, ("doc._.candidates",), ("doc.ents", "doc.spans")),
    Stage("kg_linker", make_linker, ("doc.ents", "doc.spans"), ("doc.ents", "doc.spans", "doc._.identities"), {"home": None}),
    Stage("kg_relations", make_relation_extractor, ("doc.ents", "doc.spans"), ("doc._.relations",), {"min_score": 0.0}),
)


def register_stages() -> None:
    """Make the stages known to spaCy; calling it again does nothing."""
    register_extensions()
    for stage in STAGES:
        if not Language.has_factory(stage.name):
            Language.factory(
                stage.name, func=stage.factory, requires=list(stage.requires), assigns=list(stage.assigns), default_config=stage.defaults
            )


def load_pipeline(model: str = DEFAULT_READING, *, scheme: str = "kg", home: str | None = None, threads: int = 0) -> Language:
    """A spaCy `Language` for Chinese: words, names, identities within the article, and relations.

    Args:
        model: how the built-in model reads ("accurate", "fast", or "cascade": fast, and accurate where that is unsure), or any
            installed spaCy pipeline with an entity recogniser, its labels mapped to ours.
        scheme: "kg" for our guideline with all stages; "msra" for MSRA's (PERSON, ORG, PLACE in `doc.ents`, no rules of ours).
        home: the division of the paper, a name or a code (昌吉州, 6523), for pages that do not tell it.
        threads: of the name model; 0 takes all cores.

    Raises:
        ModelError: the model is unknown or damaged.
        SettingsError: the scheme or the home is unknown.
    """
    if scheme not in SCHEMES:
        raise SettingsError(f"scheme: got {scheme!r}, allowed {', '.join(SCHEMES)}")
    if scheme != "kg" and model not in READINGS:
        raise ModelError(f"the scheme {scheme!r} needs a built-in model ({', '.join(READINGS)}), not {model!r}")
    register_stages()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "pkuseg"}}})
    nlp.tokenizer.pkuseg_seg = load_segmenter()  # type: ignore[union-attr]
    nlp.max_length = 20_000_000
    if model in READINGS:
        nlp.add_pipe("kg_tagger", config={"model": model, "scheme": scheme, "threads": threads, "min_score": MIN_SCORE[scheme]})
    else:
        nlp.add_pipe("kg_foreign", config={"model": model})
    if scheme == "kg":
        nlp.add_pipe("kg_rules", config={"quoted": True})
    nlp.add_pipe("kg_names")
    if scheme == "kg":
        nlp.add_pipe("kg_linker", config={"home": home_code(home)})
        nlp.add_pipe("kg_relations")
    return nlp


def home_code(home: str | None) -> str | None:
    """The code of a home given by the user; None stays None.

    Raises:
        SettingsError: no division of that name.
    """
    code = home_of_name(home) if home else None
    if home and not code:
        raise SettingsError(f"home: got {home!r}; give an administrative division (昌吉州, 台州市) or its code (6523)")
    return code
