"""One server for all tests of Neo4j: that of NEO4J_URI, else one of our own; none is a failure in CI and a skip elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.neo4j.connect import Server, connected
from tests.neo4j.local import LTS, LocalNeo4j, Release, missing
from tests.neo4j.store import wipe


def need(release: Release = LTS) -> None:
    """Skip, or fail in CI, if a server cannot be started."""
    reason = missing(release)
    if reason and os.environ.get("CI"):
        pytest.fail(f"CI must run the tests of Neo4j: {reason}")
    if reason:
        pytest.skip(f"no Neo4j server: {reason}, and NEO4J_URI is not set")


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that answers. That of NEO4J_URI has to be empty: tests remove all that is in it."""
    if uri := os.environ.get("NEO4J_URI"):
        server = Server(uri, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD"), os.environ.get("NEO4J_DATABASE"))
        with connected(server, wait=60) as driver, driver.session(database=server.database) as session:
            if session.run("MATCH (n) RETURN count(n)").single(strict=True).value():
                pytest.fail(f"{uri}: the database is not empty; the tests would remove what is in it")
        yield server
        return
    need()
    local = LocalNeo4j(tmp_path_factory.mktemp("neo4j")).start()
    yield local.server
    local.stop()


@pytest.fixture
def server(running: Server) -> Server:
    """The server, its database empty."""
    wipe(running)
    return running


@pytest.fixture
def environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment in which `kg` finds the server."""
    found = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password or ""}
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **found}


@pytest.fixture
def make_local(tmp_path: Path) -> Iterator[Callable[..., LocalNeo4j]]:
    """Makes servers of our own that may be killed; all are stopped in the end."""
    made: list[LocalNeo4j] = []

    def make(name: str = "own", release: Release = LTS, **settings: str) -> LocalNeo4j:
        need(release)
        made.append(LocalNeo4j(tmp_path / name, release, settings))
        return made[-1]

    yield make
    for local in made:
        local.stop()
