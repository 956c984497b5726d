"""What a build keeps between runs: each file's digest and what was read from it, in one SQLite file.

SQLite commits are atomic, so a build that is killed at any moment goes on from the last file it had finished.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import OutputError
from kg.extract import Extract

_SCHEMA = """
create table if not exists meta (key text primary key, value text not null);
create table if not exists files (
    doc text primary key, digest text not null, size integer not null, reason text, notes text, extract blob
);
"""


class State:
    """The files of a dataset folder that were read, by `doc`.

    Every method raises:
        OutputError: the state file is damaged, or the disk is full or read-only.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._guarded():
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("pragma journal_mode=wal")
            self._db.execute("pragma synchronous=normal")
            self._db.executescript(_SCHEMA)

    def use(self, fingerprint: str) -> bool:
        """Keep what was read by the same pipeline and settings, else forget all; True if something was forgotten."""
        old = self._meta("fingerprint")
        if old == fingerprint:
            return False
        self._change("delete from files")
        self._change("insert or replace into meta values ('fingerprint', ?)", fingerprint)
        return old is not None

    def is_written(self) -> bool:
        """Whether the dataset was written from what is kept here."""
        return self._meta("written") is not None

    def set_written(self) -> None:
        """Note that it was; any change takes the note away."""
        with self._guarded():
            self._db.execute("insert or replace into meta values ('written', 'yes')")

    def digests(self) -> dict[str, str]:
        """Digest of every file that was read or found unreadable."""
        return dict(self._rows("select doc, digest from files"))

    def put(self, doc: str, digest: str, size: int, extract: Extract | None, reason: str | None, notes: str = "{}") -> None:
        """Keep what a file gave, or the reason why it gave nothing."""
        blob = zlib.compress(extract.to_json().encode(), 3) if extract else None
        self._change("insert or replace into files values (?, ?, ?, ?, ?, ?)", doc, digest, size, reason, notes, blob)

    def forget(self, docs: list[str]) -> None:
        """Drop files that are no longer there."""
        for doc in docs:
            self._change("delete from files where doc = ?", doc)

    def extracts(self) -> Iterator[Extract]:
        """What was read, file by file in order of path."""
        for (blob,) in self._rows("select extract from files where extract is not null order by doc"):
            try:
                yield Extract.from_json(zlib.decompress(blob).decode())
            except (zlib.error, ValueError, TypeError) as error:
                raise self._damaged(error) from error

    def skipped(self) -> list[tuple[str, str]]:
        """(doc, reason) of the files that gave nothing."""
        return list(self._rows("select doc, reason from files where reason is not null order by doc"))

    def notes(self) -> list[str]:
        """JSON of what was dropped from each file, by reason."""
        return [row[0] for row in self._rows("select notes from files where reason is null")]

    def read(self) -> int:
        """How many files gave something."""
        return next(iter(self._rows("select count(*) from files where reason is null")))[0]

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _meta(self, key: str) -> str | None:
        return next((value for (value,) in self._rows("select value from meta where key = ?", key)), None)

    def _rows(self, query: str, *values: Any) -> Iterable[tuple]:
        with self._guarded():
            yield from self._db.execute(query, values)

    def _change(self, statement: str, *values: Any) -> None:
        with self._guarded():
            self._db.execute("delete from meta where key = 'written'")
            self._db.execute(statement, values)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:  # full, read-only, no such folder
            raise OutputError(f"{self.path}: cannot be written ({error}); make room there or choose another --out") from error
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> OutputError:
        return OutputError(f"{self.path}: damaged ({error}); delete the folder {self.path.parent} and build again")
