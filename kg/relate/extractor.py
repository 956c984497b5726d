"""The spaCy component that fills `doc._.relations` by rules.

Needs names with identities (`doc.ents`, `ent.kb_id_`); uses posts (`doc.spans["titles"]`), anaphors
(`doc.spans["anaphors"]`) and `doc._.article` where they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.doc import RelationSpan, register_extensions
from kg.relate import authors, bodies, careers, gifts, money, places, policies, posts, projects
from kg.relate.rules import Rule
from kg.relate.sentence import make_scene

RULES: tuple[Rule, ...] = (
    *posts.RULES,
    *careers.RULES,
    *places.RULES,
    *bodies.RULES,
    *projects.RULES,
    *money.RULES,
    *gifts.RULES,
    *policies.RULES,
    *authors.RULES,
)
"""Every rule, family by family."""


class RelationExtractor:
    """Reads relations by rules; keeps those of at least `min_score`."""

    def __init__(self, rules: Sequence[Rule] = RULES, min_score: float = 0.0) -> None:
        register_extensions()
        self.rules = tuple(rules)
        self.min_score = min_score

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.relations`, in order of appearance."""
        scene = make_scene(doc)
        found = (r for rule in self.rules for r in rule.find(scene))
        doc._.relations = unique(r for r in found if r.score >= self.min_score)
        return doc


def unique(relations: Iterable[RelationSpan]) -> list[RelationSpan]:
    """One relation a type, head, tail, post and sentence: the best scored, the one with more properties first.

    Who invests in a project or builds it, in the words of one sentence, is not also said to run it.
    """
    best: dict[tuple, RelationSpan] = {}
    for relation in relations:
        key = (relation.start, relation.type, relation.head, relation.tail, relation.props.get("title"), relation.props.get("role"))
        old = best.get(key)
        if old is None or (relation.score, len(relation.props)) > (old.score, len(old.props)):
            best[key] = relation
    closer = {(r.start, r.head, r.tail) for r in best.values() if r.type in ("INVESTS_IN", "BUILDS")}
    invested = {(r.start, r.tail) for r in best.values() if r.source == "money.invest"}
    kept = (r for r in best.values() if r.type != "RUNS" or not _told_better(r, closer, invested))
    return sorted(kept, key=lambda r: r.start)


def _told_better(runs: RelationSpan, closer: set[tuple[int, str, str]], invested: set[tuple[int, str]]) -> bool:
    """Whether 投资…建设Ⓙ or 承建Ⓙ says more than 建设Ⓙ does."""
    if (runs.start, runs.head, runs.tail) in closer:
        return True
    return runs.source == "projects.run" and (runs.start, runs.tail) in invested


def make_relation_extractor(nlp: Language, name: str, min_score: float = 0.0) -> RelationExtractor:
    """The factory: rules read from every family, relations scored below `min_score` (0 to 1) dropped."""
    return RelationExtractor(min_score=min_score)
