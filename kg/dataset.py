"""The dataset: four tables that are the contract between stages, engines and tools.

`articles`, `mentions`, `entities` and `relations` lie as Parquet in one folder; each is one
file `NAME.parquet` or, from an engine of many machines, a folder `NAME.parquet/` of parts.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import DatasetError

FORMAT = "1"

SCHEMAS: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            ("article_id", pa.string()),
            ("doc", pa.string()),
            ("seq", pa.int32()),
            ("title", pa.string()),
            ("date", pa.string()),
            ("publication", pa.string()),
            ("issue", pa.string()),
            ("kind", pa.string()),
            ("byline", pa.list_(pa.string())),
            ("text", pa.string()),
            ("source_start", pa.int64()),
            ("source_end", pa.int64()),
        ]
    ),
    "mentions": pa.schema(
        [
            ("mention_id", pa.string()),
            ("article_id", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("surface", pa.string()),
            ("label", pa.string()),
            ("entity_id", pa.string()),
            ("source", pa.string()),
            ("score", pa.float32()),
        ]
    ),
    "entities": pa.schema(
        [
            ("entity_id", pa.string()),
            ("type", pa.string()),
            ("name", pa.string()),
            ("aliases", pa.list_(pa.string())),
            ("adcode", pa.string()),
            ("attributes", pa.string()),
            ("first_seen", pa.string()),
            ("last_seen", pa.string()),
            ("articles", pa.int32()),
            ("mentions", pa.int32()),
        ]
    ),
    "relations": pa.schema(
        [
            ("relation_id", pa.string()),
            ("type", pa.string()),
            ("head_id", pa.string()),
            ("tail_id", pa.string()),
            ("article_id", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("sentence", pa.string()),
            ("props", pa.string()),
            ("source", pa.string()),
            ("score", pa.float32()),
        ]
    ),
}
TABLES = tuple(SCHEMAS)


def stable_id(prefix: str, *parts: object) -> str:
    """An id that depends on nothing but its parts: `prefix` and 16 hex digits of BLAKE2b."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()
    return prefix + digest


@dataclass(frozen=True)
class Dataset:
    """The four tables in memory. Row order is by id, so that equal datasets are equal files."""

    articles: pa.Table
    mentions: pa.Table
    entities: pa.Table
    relations: pa.Table

    @classmethod
    def from_rows(cls, **rows: list[dict]) -> Dataset:
        """Make a dataset from lists of dictionaries, one list a table."""
        return cls(**{name: pa.Table.from_pylist(rows.get(name, []), SCHEMAS[name]) for name in TABLES})

    def rows(self, table: str) -> list[dict]:
        """A table as a list of dictionaries."""
        return getattr(self, table).to_pylist()


def is_dataset(folder: Path) -> bool:
    """Whether the folder holds the four tables."""
    return all((folder / f"{name}.parquet").exists() for name in TABLES)


def read_dataset(folder: str | Path) -> Dataset:
    """Read the four tables.

    Raises:
        DatasetError: a table is missing, unreadable or lacks a column.
    """
    folder = Path(folder)
    missing = [f"{name}.parquet" for name in TABLES if not (folder / f"{name}.parquet").exists()]
    if missing:
        raise DatasetError(f"{folder}: no dataset here ({', '.join(missing)} missing); make one with `kg build PAGES --out {folder}`")
    return Dataset(**{name: _read_table(folder, name) for name in TABLES})


def _read_table(folder: Path, name: str) -> pa.Table:
    path = folder / f"{name}.parquet"
    try:
        table = pq.read_table(path)
        return table.select(SCHEMAS[name].names).cast(SCHEMAS[name])
    except (pa.ArrowException, OSError, KeyError) as error:
        raise DatasetError(f"{path}: not a table of this version of kg: {error}; build the dataset again") from error


def write_dataset(dataset: Dataset, folder: str | Path) -> None:
    """Write the four tables, each to a temporary file that is then moved over the old one."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        table = getattr(dataset, name).cast(SCHEMAS[name])
        table = table.sort_by(SCHEMAS[name].names[0]).replace_schema_metadata({"kg.format": FORMAT})
        part = folder / f".{name}.parquet.part"
        pq.write_table(table, part, compression="zstd")
        os.replace(part, folder / f"{name}.parquet")
