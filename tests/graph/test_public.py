"""The public names of the package."""

import subprocess
import sys

import kg


def test_all_is_sorted_and_every_name_loads() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert set(kg.__all__) == set(kg._HOMES)
    for name in kg.__all__:
        assert getattr(kg, name) is not None


def test_importing_kg_loads_nothing_heavy() -> None:
    code = "import sys, kg, kg.cli; print([m for m in ('pyarrow', 'networkx', 'numpy', 'pandas', 'spacy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
