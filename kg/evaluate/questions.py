"""Which questions the graph answers: every fact that a question asks for must be a relation of the dataset."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.dataset import Dataset
from kg.evaluate.score import LOOSE, fold


@dataclass(frozen=True)
class Answer:
    """A question and the facts that the graph lacks for it."""

    doc: str
    question: str
    missing: list[str]


def ask(dataset: Dataset, path: Path) -> list[Answer]:
    """Answers to all questions of a `questions.json`."""
    index = _Index(dataset)
    return [
        Answer(q["doc"], q["question"], [_words(f) for f in q["facts"] if not index.has(f)])
        for q in json.loads(path.read_text(encoding="utf-8"))
    ]


def _words(fact: dict[str, Any]) -> str:
    return f"{fact['head']} {fact['type']} {fact['tail']} {fact['props'] or ''}".strip()


class _Index:
    def __init__(self, dataset: Dataset) -> None:
        self.names: dict[str, set[str]] = defaultdict(set)
        self.kinds: dict[str, str] = {}
        for e in dataset.rows("entities"):
            self.names[e["entity_id"]] |= {_bare(e["name"]), *map(_bare, e["aliases"] or [])}
            self.kinds[e["entity_id"]] = e["type"]
        for m in dataset.rows("mentions"):
            self.names[m["entity_id"]].add(_bare(m["surface"]))
        self.relations: dict[str, list[dict]] = defaultdict(list)
        for r in dataset.rows("relations"):
            self.relations[r["type"]].append(r | {"props": json.loads(r["props"] or "{}")})

    def has(self, fact: dict[str, Any]) -> bool:
        """Whether a relation states the fact; properties asked for are contained in those found."""
        return any(
            self._is(r["head_id"], fact["head"])
            and self._is(r["tail_id"], fact["tail"])
            and all(fold(v) in fold(str(r["props"].get(k, ""))) for k, v in fact["props"].items())
            for r in self.relations[fact["type"]]
        )

    def _is(self, entity_id: str, name: str) -> bool:
        own, name = self.names.get(entity_id, set()), _bare(name)
        loose = self.kinds.get(entity_id) in LOOSE
        return name in own or (loose and any(len(s) > 3 and (name in s or s in name) for s in own))


def _bare(text: str) -> str:
    return fold(text).strip('"《》')
