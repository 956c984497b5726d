"""Reading the sample pages as users will, against what a careful reader finds there.

The floors are what reading reached when this was written; raise them as it gets better, never lower them.
"""

from __future__ import annotations

import pytest

from tests.evaluate.reading import score_reading
from tests.evaluate.samples import SEEDS

FLOORS = {"articles": 0.98, "titles": 0.98, "bylines": 0.99, "bylines in their article": 0.98, "dates": 1.0}


@pytest.fixture(scope="module")
def read():
    return score_reading(SEEDS / "pages", SEEDS / "gold")


@pytest.mark.parametrize("measure", FLOORS)
def test_reading_keeps_what_it_reached(read, measure):
    counts, errors = read
    assert counts[measure].f1 >= FLOORS[measure], "\n".join(errors)
