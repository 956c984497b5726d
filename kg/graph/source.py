"""The dataset's tables as the graph needs them: read on first use, without article texts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.dataset import SCHEMAS, Dataset, is_dataset
from kg.errors import DatasetError

SLIM = [name for name in SCHEMAS["articles"].names if name != "text"]


class Source(Protocol):
    """Four tables (articles without text), and the texts of the articles asked for."""

    @property
    def entities(self) -> pa.Table: ...
    @property
    def relations(self) -> pa.Table: ...
    @property
    def mentions(self) -> pa.Table: ...
    @property
    def articles(self) -> pa.Table: ...
    def texts(self, article_ids: Iterable[str]) -> dict[str, str]: ...


class MemorySource:
    """Tables of a dataset in memory."""

    def __init__(self, dataset: Dataset) -> None:
        self.entities = dataset.entities
        self.relations = dataset.relations
        self.mentions = dataset.mentions
        self.articles = dataset.articles.select(SLIM)
        self._full = dataset.articles

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Text by article id."""
        rows = self._full.filter(_among(self._full["article_id"], article_ids))
        return dict(zip(rows["article_id"].to_pylist(), rows["text"].to_pylist(), strict=True))


class FolderSource:
    """Tables of a dataset folder, each read when it is first asked for.

    Raises:
        DatasetError: the folder is no dataset, or (on first use) a table cannot be read.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if not is_dataset(self.folder):
            raise DatasetError(f"{self.folder}: no dataset here; make one with `kg build PAGES --out {self.folder}` or name another folder")

    @cached_property
    def entities(self) -> pa.Table:
        """The entities table."""
        return self._read("entities")

    @cached_property
    def relations(self) -> pa.Table:
        """The relations table."""
        return self._read("relations")

    @cached_property
    def mentions(self) -> pa.Table:
        """The mentions table."""
        return self._read("mentions")

    @cached_property
    def articles(self) -> pa.Table:
        """The articles table without its texts."""
        return self._read("articles", SLIM)

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Text by article id, read from the file at every call."""
        rows = self._read("articles", ["article_id", "text"], filters=pc.field("article_id").isin(list(article_ids)))
        return dict(zip(rows["article_id"].to_pylist(), rows["text"].to_pylist(), strict=True))

    def _read(self, name: str, columns: list[str] | None = None, filters: pc.Expression | None = None) -> pa.Table:
        path = self.folder / f"{name}.parquet"
        wanted = pa.schema([SCHEMAS[name].field(c) for c in columns or SCHEMAS[name].names])
        try:
            return pq.read_table(path, columns=wanted.names, filters=filters).select(wanted.names).cast(wanted)
        except (pa.ArrowException, OSError, KeyError) as error:
            raise DatasetError(f"{path}: not a table of this version of kg: {error}; build the dataset again") from error


class PartSource:
    """The part of another source that holds only some entities, and what joins them."""

    def __init__(self, whole: Source, entity_ids: Iterable[str]) -> None:
        self._whole = whole
        self._ids = pa.array(sorted(set(entity_ids)), pa.string())
        self.entities = whole.entities.filter(_among(whole.entities["entity_id"], self._ids))
        self.articles = whole.articles
        self.texts = whole.texts

    @cached_property
    def relations(self) -> pa.Table:
        """Relations whose head is in the part, and whose tail is too or is an article."""
        table = self._whole.relations
        tails = pc.or_(_among(table["tail_id"], self._ids), _among(table["tail_id"], self.articles["article_id"]))
        return table.filter(pc.and_(_among(table["head_id"], self._ids), tails))

    @cached_property
    def mentions(self) -> pa.Table:
        """Mentions of the part's entities."""
        return self._whole.mentions.filter(_among(self._whole.mentions["entity_id"], self._ids))


def _among(column: pa.ChunkedArray, values: Iterable[str] | pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    known = values if isinstance(values, (pa.Array, pa.ChunkedArray)) else pa.array(list(values), pa.string())
    return pc.is_in(column, value_set=known.combine_chunks() if isinstance(known, pa.ChunkedArray) else known)
