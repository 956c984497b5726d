"""The files of an archive, in a stable order, and what kind each is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEXT, MARKDOWN, HTML, PDF = "text", "markdown", "html", "pdf"
_KINDS = {
    "": TEXT,
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".shtml": HTML,
    ".pdf": PDF,
}
_JUNK = {"thumbs.db", "desktop.ini", "__macosx"}


@dataclass(frozen=True)
class SourceFile:
    """A file to be read. `doc` is its path under the input folder with forward slashes, `size` is in bytes."""

    doc: str
    path: Path
    size: int


def find_files(root: Path) -> Iterator[SourceFile]:
    """Every file under `root` (or `root` itself) in the order of their paths; hidden files and system files are skipped.

    A folder that cannot be listed comes as a file of its own, so that reading it tells the reason.

    Raises:
        FileNotFoundError: there is nothing at `root`.
    """
    root = Path(root)
    if not root.exists():
        raise FileNotFoundError(f"{root}: no such file or folder")
    if root.is_file():
        yield _source(root, root.name)
    else:
        yield from _walk(root, "", set())


def _walk(folder: Path, prefix: str, seen: set[tuple[int, int]]) -> Iterator[SourceFile]:
    """Depth first, by name; `seen` holds the folders already entered, against loops of links."""
    try:
        stat = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        yield SourceFile(_printable(prefix.rstrip("/")), folder, 0)
        return
    if (stat.st_dev, stat.st_ino) in seen:
        return
    seen.add((stat.st_dev, stat.st_ino))
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name.lower() in _JUNK:
            continue
        path = Path(entry.path)
        if path.is_dir():
            yield from _walk(path, f"{prefix}{entry.name}/", seen)
        else:
            yield _source(path, prefix + entry.name)


def _source(path: Path, doc: str) -> SourceFile:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    return SourceFile(_printable(doc), path, size)


def _printable(doc: str) -> str:
    """File names need not be Unicode; paths in the dataset are."""
    return doc.encode("utf-8", "backslashreplace").decode("utf-8")


def kind_of(path: Path, data: bytes) -> str | None:
    """How to read a file, by suffix and first bytes; None if it is of no known kind."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = _KINDS.get(path.suffix.lower())
    if start.startswith(b"%PDF-"):
        return PDF
    if kind == TEXT and start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return HTML
    return None if kind == PDF else kind
