"""What a kg Doc carries beyond spaCy's own.

`doc.ents`               the names; `ent.label_` is one of `kg.ontology.ENTITY_TYPES`,
                         `ent.kb_id_` the identity within the article, given by the linker
`doc.spans["titles"]`    posts (TITLE), such as 县委副书记
`doc.spans["anaphors"]`  该公司, 该项目, 政府 in 州党委、政府 …: `span.kb_id_` is the identity meant
`doc._.article`          the `kg.article.Article` that was read
`doc._.relations`        the relations found, a list of `RelationSpan`
`doc._.candidates`       what models and rules take for names (`kg.nlp.candidates.Candidate`)
`doc._.sources`          (start, end) of a name in characters → (source, score)
`doc._.identities`       `kb_id_` → the linker's `kg.link.keys.Identity`
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

TITLES = "titles"
ANAPHORS = "anaphors"


@dataclass(frozen=True)
class RelationSpan:
    """A relation read from `doc.text[start:end]`, its evidence.

    `head` and `tail` are identities within the article (`kb_id_`); `tail` is "article" for AUTHORED.
    `source` names the rule (or model) that found it; `score` is its probability in [0, 1].
    """

    type: str
    head: str
    tail: str
    start: int
    end: int
    source: str
    score: float = 1.0
    props: dict[str, str] = field(default_factory=dict)


_EXTENSIONS = ("article", "relations", "candidates", "sources", "identities")


def register_extensions() -> None:
    """Make our `doc._` attributes known to spaCy; calling it again does nothing."""
    for name in _EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
