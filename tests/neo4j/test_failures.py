"""What goes wrong between kg and a server: told clearly, and never leaves a half graph for good."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.dataset import Dataset, write_dataset
from kg.errors import ServerError
from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j.connect import Server, connected
from kg.neo4j.load import Count, load_graph
from tests.graph.samples import news
from tests.neo4j.local import LocalNeo4j, free_port
from tests.neo4j.store import contents, expected, pages, rows
from tests.neo4j.test_load import hubs

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that takes some seconds to load."""
    place = tmp_path_factory.mktemp("hubs")
    write_dataset(hubs(8_000), place)
    return place


@pytest.fixture(scope="module")
def whole() -> Dataset:
    return hubs(8_000)


def kg(*args: str | Path, env: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", *map(str, args)]
    return subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outcome(process: subprocess.Popen[str], timeout: float = 300) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=timeout)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def edges(server: Server) -> int:
    return rows(server, "MATCH ()-[r]->() RETURN count(r)")[0][0]


def until_loaded(server: Server, number: int) -> None:
    """Come back as soon as the database has so many relationships."""
    with connected(server) as driver, driver.session() as session:
        until(lambda: session.run("MATCH ()-[r]->() RETURN count(r)").single(strict=True).value() > number)


# refusals


def test_wrong_password(environment: dict[str, str], folder: Path) -> None:
    code, _, err = outcome(kg("load", folder, env=environment | {"NEO4J_PASSWORD": "not this one"}))
    assert code == 2
    assert "user 'neo4j' or the password is wrong; set NEO4J_USERNAME and NEO4J_PASSWORD" in err


def test_no_password_and_nobody_to_ask(environment: dict[str, str], folder: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k != "NEO4J_PASSWORD"}
    command = [sys.executable, "-m", "kg", "load", str(folder), "--uri", environment["NEO4J_URI"]]
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (done.returncode, "set NEO4J_PASSWORD" in done.stderr) == (2, True)


def test_password_from_a_file(server: Server, tmp_path: Path) -> None:
    write_dataset(news(), tmp_path / "out")
    (tmp_path / "password").write_text(f"{server.password}\n")
    env = {"NEO4J_URI": server.uri, "NEO4J_PASSWORD": "wrong"}
    assert outcome(kg("load", tmp_path / "out", "--password-file", tmp_path / "password", env=env))[0] == 0
    assert contents(server) == expected(news())


def test_password_in_the_address_is_refused(folder: Path) -> None:
    code, _, err = outcome(kg("load", folder, "--uri", "bolt://neo4j:secret@localhost:7687", env={}))
    assert (code, "NEO4J_PASSWORD" in err, "secret" in err) == (2, True, False)


def test_server_down(folder: Path) -> None:
    env = {"NEO4J_URI": f"bolt://127.0.0.1:{free_port()}", "NEO4J_PASSWORD": "x"}
    code, _, err = outcome(kg("load", folder, "--wait", "1", env=env))
    assert code == 2
    assert "waiting for it to start" in err
    assert "is it running?" in err


def test_unknown_database(environment: dict[str, str], folder: Path) -> None:
    code, _, err = outcome(kg("load", folder, "--database", "archive", env=environment))
    assert (code, "there is no database 'archive'" in err) == (2, True)


def test_not_a_dataset(environment: dict[str, str], tmp_path: Path) -> None:
    code, _, err = outcome(kg("load", tmp_path, env=environment))
    assert (code, "no dataset here" in err) == (2, True)


def test_a_port_that_is_not_neo4j() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_answer_as_web_server, args=(listener,), daemon=True).start()
        with pytest.raises(ServerError, match="web port"), connected(Server(f"bolt://127.0.0.1:{listener.getsockname()[1]}")):
            pass


def _answer_as_web_server(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    connection.recv(1000)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    connection.close()


def test_a_version_too_old(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Neo4j 4 runs on a Java of today, so that the oldest version is raised instead."""
    monkeypatch.setattr("kg.neo4j.connect.OLDEST", 9_999)
    with pytest.raises(ServerError, match="needs Neo4j 9999 or newer"), connected(server):
        pass


def test_starting_read_only_and_killed(make_local: Callable[..., LocalNeo4j], folder: Path, whole: Dataset) -> None:
    """One server of our own: loaded while it starts, killed under a load, read-only."""
    local = make_local()
    local.start(wait=0)
    assert outcome(kg("load", folder, "--wait", "120", env=local.environment))[0] == 0
    assert contents(local.server) == expected(whole)
    rows(local.server, "MATCH (n) DETACH DELETE n")

    process = kg("load", folder, "--batch", "100", env=local.environment)
    until_loaded(local.server, 500)
    local.kill()
    code, _, err = outcome(process)
    assert code == 2
    assert "Run the same command again" in err

    local.start()
    begun = edges(local.server)
    assert 500 < begun < 8_000
    code, out, _ = outcome(kg("load", folder, env=local.environment))
    assert (code, f"relationships\t{8_000 - begun}\t0\t{begun}\t0" in out) == (0, True)
    assert contents(local.server) == expected(whole)

    local.stop()
    local.start(**{"server.databases.default_to_read_only": "true"})
    write_dataset(news(), folder.parent / "news")
    code, _, err = outcome(kg("load", folder.parent / "news", env=local.environment))
    assert (code, "is read-only" in err, "again" in err) == (2, True, False)
    assert contents(local.server) == expected(whole)


# interruptions and company


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_loader_stopped_half_way(how: int, server: Server, environment: dict[str, str], folder: Path, whole: Dataset) -> None:
    process = kg("load", folder, "--batch", "100", env=environment)
    until_loaded(server, 500)
    process.send_signal(how)
    code, _, err = outcome(process)
    assert code == (-9 if how == signal.SIGKILL else 130)
    assert how == signal.SIGKILL or err.startswith("kg: interrupted")
    begun = edges(server)
    assert begun < 8_000
    summary = load_graph(KnowledgeGraph(whole), server)
    assert summary.relationships == Count(created=8_000 - begun, unchanged=begun)
    assert contents(server) == expected(whole)


def test_eight_loaders_at_once(server: Server, environment: dict[str, str], tmp_path: Path) -> None:
    write_dataset(pages(), tmp_path)
    loaders = [kg("load", tmp_path, env=environment) for _ in range(8)]
    done = [outcome(loader) for loader in loaders]
    assert [code for code, _, _ in done] == [0] * 8, [err for _, _, err in done]
    assert contents(server) == expected(pages())
    created = sum(int(out.split("relationships\t")[1].split("\t")[0]) for _, out, _ in done)
    assert created == len(expected(pages())[1])


def test_a_loader_waits_for_another(server: Server) -> None:
    """The second begins when the first ends, also when the first dies."""
    from kg.neo4j.lock import load_lock

    load_graph(KnowledgeGraph(news()), server)
    told: list[str] = []
    with connected(server) as first, load_lock(first, None, lambda: told.append("first")) as lock:
        waiter = threading.Thread(target=lambda: load_graph(KnowledgeGraph(pages()), server, tell=lambda e: told.append(e.stage)))
        waiter.start()
        until(lambda: "lock" in told)
        time.sleep(1)
        assert rows(server, "MATCH (n) RETURN count(n)") == [[len(expected(news())[0])]]
        lock.check()
    waiter.join(60)
    assert contents(server)[0].keys() == {**expected(news())[0], **expected(pages())[0]}.keys()
    assert "first" not in told
