"""What a build keeps between runs: each file's digest and what was read from it, in one SQLite file.

SQLite commits are atomic, so a build that is killed at any moment goes on from the last file it had finished.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

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

    Raises:
        OutputError: the state file is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("pragma journal_mode=wal")
            self._db.execute("pragma synchronous=normal")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{path}: damaged ({error}); delete {path.parent} and build again") from error

    def use(self, fingerprint: str) -> bool:
        """Keep what was read by the same pipeline and settings, else forget all; True if something was forgotten."""
        old = self._db.execute("select value from meta where key = 'fingerprint'").fetchone()
        if old and old[0] == fingerprint:
            return False
        self._db.execute("delete from files")
        self._db.execute("insert or replace into meta values ('fingerprint', ?)", (fingerprint,))
        return bool(old)

    def digests(self) -> dict[str, str]:
        """Digest of every file that was read or found unreadable."""
        return dict(self._db.execute("select doc, digest from files"))

    def put(self, doc: str, digest: str, size: int, extract: Extract | None, reason: str | None, notes: str = "{}") -> None:
        """Keep what a file gave, or the reason why it gave nothing."""
        blob = zlib.compress(extract.to_json().encode(), 3) if extract else None
        self._db.execute("insert or replace into files values (?, ?, ?, ?, ?, ?)", (doc, digest, size, reason, notes, blob))

    def forget(self, docs: list[str]) -> None:
        """Drop files that are no longer there."""
        self._db.executemany("delete from files where doc = ?", [(d,) for d in docs])

    def extracts(self) -> Iterator[Extract]:
        """What was read, file by file in order of path."""
        for (blob,) in self._db.execute("select extract from files where extract is not null order by doc"):
            yield Extract.from_json(zlib.decompress(blob).decode())

    def skipped(self) -> list[tuple[str, str]]:
        """(doc, reason) of the files that gave nothing."""
        return list(self._db.execute("select doc, reason from files where reason is not null order by doc"))

    def notes(self) -> list[str]:
        """JSON of what was dropped from each file, by reason."""
        return [row[0] for row in self._db.execute("select notes from files where reason is null")]

    def counts(self) -> tuple[int, int]:
        """(files read, their characters' bytes)."""
        read, size = self._db.execute("select count(*), coalesce(sum(size), 0) from files where reason is null").fetchone()
        return read, size

    def close(self) -> None:
        """Close the file."""
        self._db.close()
