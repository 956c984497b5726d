"""What an engine is: it decides where files are read, and knows nothing of what reading does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """A task with its result, or with the reason why there is none."""

    task: Any
    result: Any = None
    failure: str | None = None


class Engine(ABC):
    """Runs one function over many tasks."""

    @abstractmethod
    def map(self, make: Callable[[], Callable[[Any], Any]], tasks: Iterable[Any]) -> Iterator[Outcome]:
        """Outcomes of all tasks, in any order. `make` is called once in every process and returns the function to run.

        An exception of the function, or a process that dies of a task, is an outcome with a failure, not an error.
        """
