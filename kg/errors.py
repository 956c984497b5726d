"""Every error that kg raises on purpose, in one tree.

KgError
├── InputError            a source file, dataset or setting given by the user cannot be used
│   ├── ReadError         one file of the archive cannot be read (counted, the rest goes on)
│   ├── DatasetError      a folder is not a dataset, or not one of this version
│   ├── SettingsError     settings with unknown keys or wrong values, all told at once
│   └── MarkupError       annotated text with broken markup
├── OutputError           the output place holds something else, or is in use by another build
├── LookupFailed          a name that the graph cannot resolve
│   ├── UnknownName       nobody has that name
│   └── AmbiguousName     several have it; carries the candidates
├── ModelError            a pipeline or model that cannot be loaded
├── MissingExtra          an optional dependency that is not installed
└── ServerError           Neo4j cannot be reached, refuses, or is of the wrong version

A message says what happened, where (file, line, article) and what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence


class KgError(Exception):
    """Base of all errors that kg raises on purpose."""


class InputError(KgError):
    """Something the user gave cannot be used."""


class ReadError(InputError):
    """One file cannot be read. `reason` is the short form that the summary counts."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class DatasetError(InputError):
    """A folder is not a dataset that this version reads."""


class SettingsError(InputError):
    """Settings that are unknown or wrong; lists every problem."""


class MarkupError(InputError):
    """Annotated text that breaks the format of `seeds/README.md`."""


class OutputError(KgError):
    """The output cannot be written where it was asked for."""


class LookupFailed(KgError, LookupError):
    """A name that the graph cannot resolve to one entity."""


class UnknownName(LookupFailed):
    """No entity, alias or id of this name."""


class AmbiguousName(LookupFailed):
    """Several entities share the name. `candidates` holds their ids."""

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.candidates = list(candidates)


class ModelError(KgError):
    """A spaCy pipeline or a model file cannot be loaded."""


class MissingExtra(KgError, ImportError):
    """An optional dependency is missing; the message names the extra to install."""


class ServerError(KgError):
    """Neo4j cannot be reached, refuses the work, or is of a version that is not supported."""
