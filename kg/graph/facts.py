"""Facts: relations of the dataset, merged where several sentences say the same.

Nodes are numbered: entities by their row, articles after them. All columns are NumPy arrays,
one value a fact, so that a million relations load in about a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.errors import DatasetError
from kg.graph.source import Source

NO_DATE = -1
Direction = Literal["in", "out", "both"]


@dataclass(frozen=True)
class Facts:
    """Merged relations. Evidence of fact `i` is `rows[starts[i]:starts[i + 1]]`, row numbers of `relations`, oldest first.

    `type` and `props` are indices into `types` and `prop_texts`; `first` and `last` into `dates`, or NO_DATE.
    """

    head: np.ndarray
    tail: np.ndarray
    type: np.ndarray
    props: np.ndarray
    weight: np.ndarray
    first: np.ndarray
    last: np.ndarray
    score: np.ndarray
    rows: np.ndarray
    starts: np.ndarray
    types: list[str]
    prop_texts: list[str]
    dates: list[str]

    def __len__(self) -> int:
        return len(self.head)


class Numbering:
    """Node numbers of a source: entities first, then articles."""

    def __init__(self, source: Source) -> None:
        self.entities = len(source.entities)
        self.ids = pa.concat_arrays([_one(source.entities["entity_id"]), _one(source.articles["article_id"])])

    def codes(self, column: pa.ChunkedArray, table: str) -> np.ndarray:
        """Numbers of the nodes that a column names.

        Raises:
            DatasetError: the column names a node that is in neither table.
        """
        codes = pc.index_in(column, value_set=self.ids)
        if codes.null_count:
            lost = column.filter(codes.is_null())
            what = f"{len(lost)} rows name an entity or article that the dataset lacks, such as {lost[0].as_py()!r}"
            raise DatasetError(f"{table}.parquet: {what}; build the dataset again")
        return _one(codes).to_numpy().astype(np.int64)


def relation_facts(source: Source, numbers: Numbering, merged: bool = True) -> Facts:
    """The relations table as facts; `merged=False` keeps each relation apart.

    Relations are one fact if type, head, tail and properties are the same. One that is told without
    properties (投资 in the headline) counts for the one told with them (投资12亿元 below), if there is only one.
    """
    table = source.relations
    types, type_codes = _coded(table["type"])
    texts, prop_codes = _coded(table["props"].fill_null("{}"))
    dates, article_dates = _dates(source)
    head, tail = numbers.codes(table["head_id"], "relations"), numbers.codes(table["tail_id"], "relations")
    if merged:
        prop_codes = _completed(type_codes, head, tail, prop_codes, texts)
    when = article_dates[numbers.codes(table["article_id"], "relations") - numbers.entities] if len(table) else np.empty(0, np.int64)
    late = np.where(when == NO_DATE, len(dates), when)
    ids = pc.rank(table["relation_id"]).to_numpy() if len(table) else np.empty(0, np.int64)
    rows = np.lexsort((ids, late, prop_codes, tail, head, type_codes))
    keys = np.stack([type_codes, head, tail, prop_codes] + ([] if merged else [ids.astype(np.int64)]))[:, rows]
    new = np.flatnonzero(np.any(keys[:, 1:] != keys[:, :-1], axis=0)) + 1
    starts = np.concatenate([[0], new, [len(rows)]]) if len(rows) else np.zeros(1, np.int64)
    at = rows[starts[:-1]]
    score = table["score"].fill_null(1.0).to_numpy()
    return Facts(
        head[at],
        tail[at],
        type_codes[at],
        prop_codes[at],
        np.diff(starts),
        when[at],
        _reduced(when[rows], starts),
        _reduced(score[rows], starts),
        rows,
        starts,
        types,
        texts,
        dates,
    )


def _completed(kind: np.ndarray, head: np.ndarray, tail: np.ndarray, props: np.ndarray, texts: list[str]) -> np.ndarray:
    """Property codes, where relations without properties have taken those of their only fellow with some."""
    bare = np.array([not any(json_object(text, "relations.parquet: props").values()) for text in texts] or [False])[props]
    if bare.all() or not bare.any():
        return props
    size = int(max(head.max(), tail.max())) + 1
    key = (kind * size + head) * size + tail
    told, own = key[~bare], props[~bare]
    order = np.lexsort((own, told))
    keys, starts = np.unique(told[order], return_index=True)
    least, most = np.minimum.reduceat(own[order], starts), np.maximum.reduceat(own[order], starts)
    at = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    return np.where(bare & (keys[at] == key) & (least == most)[at], least[at], props)


def mention_facts(source: Source, numbers: Numbering) -> Facts:
    """MENTIONED_IN, derived: one fact for an entity and an article, its weight the number of mentions."""
    table = source.mentions
    table = table.filter(table["entity_id"].is_valid())
    dates, article_dates = _dates(source)
    heads, articles = numbers.codes(table["entity_id"], "mentions"), numbers.codes(table["article_id"], "mentions")
    pairs, weight = np.unique(np.stack([heads, articles]), axis=1, return_counts=True)
    head, tail = pairs
    when = article_dates[tail - numbers.entities] if len(tail) else np.empty(0, np.int64)
    zero, none = np.zeros(len(head), np.int64), np.empty(0, np.int64)
    score, starts = np.ones(len(head)), np.zeros(len(head) + 1, np.int64)
    return Facts(head, tail, zero, zero, weight, when, when, score, none, starts, ["MENTIONED_IN"], ["{}"], dates)


def incident(facts: Facts, code: int | None, direction: Direction, kinds: set[str]) -> np.ndarray:
    """Places of the facts of these types (all if none is given) that leave, enter or touch a node."""
    keep = np.isin(facts.type, type_codes(facts, kinds)) if kinds else np.ones(len(facts), bool)
    if code is not None:
        out, into = facts.head == code, facts.tail == code
        keep &= out if direction == "out" else into if direction == "in" else out | into
    return np.flatnonzero(keep)


def evidence_rows(facts: Facts, picked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers of the evidence of these facts, one after the other, and where each fact's begin (one offset more than facts)."""
    counts = np.diff(facts.starts)[picked]
    offsets = np.concatenate([[0], np.cumsum(counts)])
    return facts.rows[np.repeat(facts.starts[picked] - offsets[:-1], counts) + np.arange(offsets[-1])], offsets


def type_codes(facts: Facts, kinds: set[str]) -> list[int]:
    """The codes of relation types."""
    return [code for code, name in enumerate(facts.types) if name in kinds]


def pairs(facts: Facts, keep: np.ndarray) -> Iterator[tuple[int, int]]:
    """Head and tail of the facts kept."""
    return zip(facts.head[keep].tolist(), facts.tail[keep].tolist(), strict=True)


def fact_props(facts: Facts) -> list[dict[str, Any]]:
    """The properties behind each of `prop_texts`.

    Raises:
        DatasetError: a text that is not a JSON object.
    """
    return [json_object(text, "relations.parquet: props") for text in facts.prop_texts]


def json_object(text: str | None, where: str) -> dict[str, Any]:
    """A JSON object from the dataset, lone surrogates dropped; empty for None and the empty string.

    Raises:
        DatasetError: the text is something else.
    """
    try:
        value = json.loads(text or "{}")
        if "\\u" in (text or ""):
            value = json.loads(encodable(json.dumps(value, ensure_ascii=False)))
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise DatasetError(f"{where}: not a JSON object: {(text or '')[:80]!r}; build the dataset again")
    return value


def encodable(text: str) -> str:
    """The text without lone surrogates, which no Arrow string and no UTF-8 file can hold."""
    return text.encode("utf-8", "ignore").decode()


def _dates(source: Source) -> tuple[list[str], np.ndarray]:
    """All dates in order, and for each article the index of its own (NO_DATE for none)."""
    column = source.articles["date"]
    dates = sorted(d for d in pc.unique(column).to_pylist() if d)
    codes = pc.index_in(column, value_set=pa.array(dates, pa.string())).fill_null(NO_DATE)
    return dates, _one(codes).to_numpy().astype(np.int64)


def _coded(column: pa.ChunkedArray) -> tuple[list[str], np.ndarray]:
    values = _one(column).dictionary_encode()
    return values.dictionary.to_pylist(), values.indices.to_numpy().astype(np.int64)


def _reduced(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    return np.maximum.reduceat(values, starts[:-1]) if len(values) else values


def _one(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
