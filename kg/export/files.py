"""Files that appear whole or not at all, and text that every format can hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kg.errors import OutputError

# What XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets), lone surrogates among it.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: Any) -> str:
    """Text without control characters and lone surrogates; tabs and line breaks stay."""
    return _ILLEGAL.sub("", str(text))


def label(name: Any, otherwise: str) -> str:
    """A label that no reader takes for missing, even where a name is blank or has nothing that can be printed."""
    text = clean(name or "")
    return text if text.strip() else otherwise


@contextmanager
def new_file(path: str | Path, **options: Any) -> Iterator[IO[str]]:
    """A text file that takes its name only when it is complete; `options` go to `open`.

    Raises:
        OutputError: the place cannot be written to. Nothing is left behind, whatever the error.
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise OutputError(f"{path}: is a folder; give the name of a file")
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding=options.pop("encoding", "utf-8"), **options) as file:
            yield file
        os.replace(part, path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None
