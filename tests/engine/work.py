"""Work for engines, in a module of its own because new processes import it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from kg.errors import ModelError


def make_double() -> Callable[[int], int]:
    """Doubles a number; refuses 3."""

    def double(number: int) -> int:
        if number == 3:
            raise ValueError("three")
        return 2 * number

    return double


def make_deadly() -> Callable[[int], int]:
    """Doubles a number; 3 kills the process as the kernel does when memory is short."""

    def work(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * number

    return work


def make_nothing() -> Callable[[int], int]:
    """Cannot be made."""
    raise ModelError("no such model")


class Announced:
    """Work that writes the process's number into a folder and then takes its time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self) -> Callable[[int], int]:
        def work(number: int) -> int:
            (self.folder / str(os.getpid())).touch()
            time.sleep(60)
            return number

        return work
