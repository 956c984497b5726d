"""Where the shipped files lie: `seeds/` beside the package in a checkout, inside it when installed."""

from __future__ import annotations

import csv
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def seeds_folder() -> Path:
    """The folder `seeds`."""
    inside = _PACKAGE / "seeds"
    return inside if inside.exists() else _PACKAGE.parent / "seeds"


def read_gazetteer(name: str) -> list[dict[str, str]]:
    """Rows of `seeds/gazetteer/NAME.csv` (UTF-8, header line)."""
    with open(seeds_folder() / "gazetteer" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
