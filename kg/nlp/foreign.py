"""Any installed spaCy pipeline as the name model: `load_pipeline(model="zh_core_web_trf")`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.nlp.names import candidates_of

# OntoNotes, as in spaCy's own Chinese pipelines, and the labels of MSRA and People's Daily
LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "NR": "PERSON", "nr": "PERSON",
    "ORG": "ORG", "NT": "ORG", "nt": "ORG",
    "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "PLACE": "PLACE", "NS": "PLACE", "ns": "PLACE",
    "LAW": "POLICY", "POLICY": "POLICY", "PROJECT": "PROJECT", "TITLE": "TITLE",
}  # fmt: skip


class ForeignNames:
    """Runs another pipeline over the same text and takes its names as candidates."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Docs with `doc._.candidates` set."""
        docs = ((doc.text, doc) for doc in stream)
        for other, doc in self.nlp.pipe(docs, as_tuples=True, batch_size=batch_size):
            doc._.candidates = candidates_of(other.ents, "ner", LABELS)
            yield doc


def model_version(model: str) -> str:
    """What tells one state of a pipeline from another: a package's version; of a folder, when its files were last written.

    Raises:
        ModelError: neither a package nor a folder.
    """
    folder = Path(model)
    if folder.is_dir():
        return str(max((p.stat().st_mtime_ns for p in folder.rglob("*")), default=0))
    try:
        return version(model)
    except (PackageNotFoundError, ValueError) as error:
        raise _unknown(model, "neither a package nor a folder") from error


def _unknown(model: str, why: object) -> ModelError:
    installed = ", ".join(spacy.util.get_installed_models()) or "none"
    return ModelError(
        f"no name model {model!r} ({why}); leave --model out for the built-in one, "
        f"or give an installed spaCy pipeline ({installed}) or the folder of one"
    )


def make_foreign(nlp: Language, name: str, model: str) -> ForeignNames:
    """The spaCy factory of `ForeignNames`.

    Raises:
        ModelError: no such pipeline is installed, or it finds no names.
    """
    try:
        other = spacy.load(model)
    except (OSError, ImportError, ValueError) as error:
        raise _unknown(model, error) from error
    if not any("ner" in p or "entity" in p or "span" in p for p in other.pipe_names):
        raise ModelError(f"the spaCy pipeline {model!r} has no component that finds names ({', '.join(other.pipe_names) or 'it is empty'})")
    return ForeignNames(other)
