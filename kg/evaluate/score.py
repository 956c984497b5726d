"""Scores of a dataset against gold annotations: names, bylines, linking and relations, document by document.

Names are compared as folded strings (blanks gone, NFKC, one kind of quotation mark), so how a page was cut into
articles does not matter. A gold document NNN is compared with the articles whose `doc` contains NNN.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.dataset import Dataset
from kg.errors import InputError

CORE = ("PERSON", "ORG", "PLACE")
LOOSE = ("PROJECT", "POLICY")
_QUOTES = str.maketrans(dict.fromkeys("“”‘’『』「」'", '"'))
Name = tuple[str, str]


def fold(text: str | None) -> str:
    """One form for what differs in blanks, width or quotation marks alone."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "").translate(_QUOTES))


@dataclass
class Counts:
    """True and false positives, false negatives, and what they give."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """tp / (tp + fp)."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """tp / (tp + fn)."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, found: set, wanted: set) -> None:
        """Count one document's sets."""
        self.tp += len(found & wanted)
        self.fp += len(found - wanted)
        self.fn += len(wanted - found)


@dataclass
class LooseCounts:
    """Names of which one contains the other count as hits: `right` of `given` found ones, `reached` of `wanted` ones."""

    right: int = 0
    given: int = 0
    reached: int = 0
    wanted: int = 0

    def add(self, given: set[str], every: set[str], wanted: set[str]) -> None:
        """Count one document; `every` are the found names with those that are neither true nor false."""
        self.right += sum(any(x in y or y in x for y in wanted) for x in given)
        self.reached += sum(any(x in y or y in x for x in every) for y in wanted)
        self.given, self.wanted = self.given + len(given), self.wanted + len(wanted)

    def row(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        p, r = self.right / max(1, self.given), self.reached / max(1, self.wanted)
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class GoldDocument:
    """What a careful reader takes from a page. `names` are all wordings known of an entity (type, folded canonical name)."""

    doc: str
    surfaces: dict[Name, Name] = field(default_factory=dict)
    soft: set[Name] = field(default_factory=set)
    names: dict[Name, set[str]] = field(default_factory=lambda: defaultdict(set))
    relations: set[tuple[str, Name, Name]] = field(default_factory=set)
    bylines: set[str] = field(default_factory=set)


def read_gold(folder: Path) -> list[GoldDocument]:
    """All gold documents of a folder (`*.json` that hold articles), by name.

    Raises:
        InputError: there are none, or one cannot be read.
    """
    documents = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InputError(f"{path}: not JSON: {error}") from error
        if isinstance(data, dict) and "articles" in data:
            documents.append(_gold_document(path.stem, data))
    if not documents:
        raise InputError(f"{folder}: no gold documents (NNN.json with articles) here")
    return documents


def _gold_document(doc: str, data: dict[str, Any]) -> GoldDocument:
    gold, by_id = GoldDocument(doc), {}
    for article in data["articles"]:
        gold.bylines |= {fold(b) for b in article["byline"]}
        for entity in article["entities"]:
            kind = entity["type"]
            canon = by_id[entity["id"]] = (kind, fold(entity["name"]))
            for surface in entity["surfaces"]:
                gold.surfaces[kind, fold(surface)] = canon
            soft = [fold(s) for s in entity.get("soft_surfaces") or []]
            gold.soft |= {(kind, s) for s in soft}
            known = [entity["name"], *entity["surfaces"], *(entity.get("anaphors") or [])]
            gold.names[canon] |= {*map(fold, known), *soft}
        for relation in article["relations"]:
            if relation["tail"] != "article":
                gold.relations.add((relation["type"], by_id[relation["head"]], by_id[relation["tail"]]))
    gold.soft -= set(gold.surfaces)
    return gold


@dataclass
class Scores:
    """Counts by measure, and what was missed (-) or wrong (+), a line each."""

    counts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    loose: dict[str, LooseCounts] = field(default_factory=lambda: defaultdict(LooseCounts))
    b3: tuple[float, float] = (0.0, 0.0)
    errors: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[str, float, float, float, Counts | None]]:
        """(measure, precision, recall, F1, counts) in reading order."""
        for name in ["core entities", *CORE, *LOOSE, "bylines", "relations", *sorted(k for k in self.counts if k.startswith("  "))]:
            c = self.counts[name]
            yield name, c.precision, c.recall, c.f1, c
            if name in LOOSE:
                yield f"{name} loose", *self.loose[name].row(), None
        p, r = self.b3
        yield "linking B3", p, r, 2 * p * r / (p + r) if p + r else 0.0, None
        c = self.counts["linking pairs"]
        yield "linking pairs", c.precision, c.recall, c.f1, c


class Scorer:
    """Scores one dataset against gold documents."""

    def __init__(self, dataset: Dataset) -> None:
        self.docs = {a["article_id"]: a["doc"] for a in dataset.rows("articles")}
        self.bylines = {a["article_id"]: a["byline"] or [] for a in dataset.rows("articles")}
        self.entities = {e["entity_id"]: e for e in dataset.rows("entities")}
        self.mentions = _by_article(dataset.rows("mentions"))
        self.relations = _by_article(dataset.rows("relations"))

    def score(self, documents: Iterable[GoldDocument]) -> Scores:
        """Scores over all documents."""
        scores = Scores()
        linked: list[tuple[Name, str]] = []
        found_as: dict[tuple[Name, Name], set] = {}
        for gold in documents:
            articles = [a for a, doc in self.docs.items() if gold.doc in doc]
            mentions = [m for a in articles for m in self.mentions.get(a, []) if m["source"] != "anaphor"]
            where = {(m["label"], fold(m["surface"])): m["entity_id"] for m in mentions}
            self._names(scores, gold, set(where))
            self._relations(scores, gold, articles, mentions)
            self._bylines(scores, gold, articles)
            for name, canon in gold.surfaces.items():
                found_as.setdefault((name, canon), set()).add(where.get(name))
                if name in where:
                    linked.append((canon, where[name]))
        for kind in CORE:
            for slot in ("tp", "fp", "fn"):
                setattr(
                    scores.counts["core entities"], slot, getattr(scores.counts["core entities"], slot) + getattr(scores.counts[kind], slot)
                )
        scores.b3 = b_cubed(linked)
        _pairs(scores, found_as)
        return scores

    def _names(self, scores: Scores, gold: GoldDocument, found: set[Name]) -> None:
        for kind in (*CORE, *LOOSE):
            wanted = {s for k, s in gold.surfaces if k == kind}
            every = {s for k, s in found if k == kind}
            given = {s for s in every if (kind, s) not in gold.soft}
            scores.counts[kind].add(given, wanted)
            scores.errors += [f"{gold.doc} {kind} -{s}" for s in sorted(wanted - given)]
            scores.errors += [f"{gold.doc} {kind} +{s}" for s in sorted(given - wanted)]
            if kind in LOOSE:
                scores.loose[kind].add(given, every, wanted)

    def _bylines(self, scores: Scores, gold: GoldDocument, articles: list[str]) -> None:
        given = {fold(b) for a in articles for b in self.bylines[a]}
        scores.counts["bylines"].add(given, gold.bylines)
        scores.errors += [f"{gold.doc} byline -{s}" for s in sorted(gold.bylines - given)]
        scores.errors += [f"{gold.doc} byline +{s}" for s in sorted(given - gold.bylines)]

    def _relations(self, scores: Scores, gold: GoldDocument, articles: list[str], mentions: list[dict]) -> None:
        wordings: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            wordings[mention["entity_id"]].add(fold(mention["surface"]))
        index: dict[str, set[Name]] = defaultdict(set)
        for canon, strings in gold.names.items():
            for string in strings:
                index[string].add(canon)
        given = {(r["type"], r["head_id"], r["tail_id"]) for a in articles for r in self.relations.get(a, []) if r["type"] != "AUTHORED"}
        matched: set[tuple[str, Name, Name]] = set()
        for kind, head, tail in sorted(given):
            heads, tails = self._gold_names(head, wordings, index), self._gold_names(tail, wordings, index)
            hit = {(kind, a, b) for a in heads for b in tails} & gold.relations
            matched |= hit
            for name in ("relations", f"  {kind}"):
                scores.counts[name].tp += bool(hit)
                scores.counts[name].fp += not hit
            if not hit:
                scores.errors.append(f"{gold.doc} +{kind} {self._name(head)} → {self._name(tail)}")
        for kind, a, b in sorted(gold.relations - matched):
            scores.errors.append(f"{gold.doc} -{kind} {a[1]} → {b[1]}")
            for name in ("relations", f"  {kind}"):
                scores.counts[name].fn += 1

    def _name(self, entity_id: str) -> str:
        return self.entities.get(entity_id, {}).get("name") or entity_id

    def _gold_names(self, entity_id: str, wordings: dict[str, set[str]], index: dict[str, set[Name]]) -> set[Name]:
        """Gold entities that share a wording with a found one; ORG and PLACE may stand for each other."""
        entity = self.entities.get(entity_id, {})
        kind = entity.get("type")
        strings = {fold(entity.get("name")), *map(fold, entity.get("aliases") or []), *wordings.get(entity_id, ())}
        return {c for s in strings for c in index.get(s, ()) if c[0] == kind or {c[0], kind} <= {"ORG", "PLACE"}}


def _by_article(rows: list[dict]) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    return found


def b_cubed(linked: list[tuple[Name, str]]) -> tuple[float, float]:
    """B³ precision and recall (Bagga and Baldwin 1998) of (gold, found) pairs."""
    gold, found = defaultdict(list), defaultdict(list)
    for i, (canon, entity_id) in enumerate(linked):
        gold[canon].append(i)
        found[entity_id].append(i)
    precision = recall = 0.0
    for canon, entity_id in linked:
        both = len(set(gold[canon]) & set(found[entity_id]))
        precision += both / len(found[entity_id])
        recall += both / len(gold[canon])
    return (precision / len(linked), recall / len(linked)) if linked else (0.0, 0.0)


def _pairs(scores: Scores, found_as: dict[tuple[Name, Name], set]) -> None:
    """Pairs of different wordings over all documents: rightly joined, wrongly joined, left apart."""
    counts, items = scores.counts["linking pairs"], [(name, canon, ids - {None}) for (name, canon), ids in found_as.items()]
    for i, (a, canon_a, ids_a) in enumerate(items):
        for b, canon_b, ids_b in items[:i]:
            if a == b and canon_a == canon_b:
                continue
            joined, same = bool(ids_a & ids_b), canon_a == canon_b
            counts.tp += joined and same
            counts.fp += joined and not same
            counts.fn += same and not joined
            if joined != same:
                scores.errors.append(f"link {'+' if joined else '-'} {a[1]} = {b[1]}")
