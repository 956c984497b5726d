"""`kg export --format neo4j-admin`, imported by the real neo4j-admin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.dataset import Dataset, write_dataset
from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j.load import Count, load_graph
from tests.graph.samples import hostile
from tests.neo4j.local import LocalNeo4j
from tests.neo4j.store import contents, expected, pages

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


def both() -> Dataset:
    """The sample pages and every hostile name."""
    tables = {name: pages().rows(name) + hostile().rows(name) for name in ("articles", "mentions", "entities", "relations")}
    return Dataset.from_rows(**tables)


def test_imported_is_the_same_as_loaded(make_local: Callable[..., LocalNeo4j], tmp_path: Path) -> None:
    write_dataset(both(), tmp_path / "dataset")
    result = CliRunner().invoke(app, ["export", str(tmp_path / "dataset"), "--format", "neo4j-admin", "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    local = make_local()
    local.admin("database", "import", "full", "@import.args", "neo4j", cwd=tmp_path / "out")
    local.start()
    nodes, links = expected(both())
    assert contents(local.server) == (nodes, links)
    summary = load_graph(KnowledgeGraph(both()), local.server)
    assert (summary.nodes, summary.relationships) == (Count(unchanged=len(nodes)), Count(unchanged=len(links)))


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    write_dataset(pages(), tmp_path / "dataset")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    result = CliRunner().invoke(app, ["export", str(tmp_path / "dataset"), "--format", "neo4j-admin", "--out", str(tmp_path / "out")])
    assert (result.exit_code, "holds something else" in result.stderr) == (2, True)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["thesis.txt"]
