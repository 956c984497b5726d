"""The commands, as a user types them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import COMMANDS, app
from kg.dataset import write_dataset
from kg.export import exporters
from tests.graph.samples import HOSTILE, hostile, namesakes, news


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("news")
    write_dataset(news(), place)
    return place


def run(*args: str | Path, dataset: Path | None = None, **env: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(app, [str(a) for a in args], env=env | ({"KG_DATASET": str(dataset)} if dataset else {}))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_show_is_a_card_with_evidence(folder: Path) -> None:
    code, out, _ = run("show", "县应急局", dataset=folder)
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "云岭县应急管理局  ORG 机构"
    assert re.search(r"also +县应急局$", out, re.MULTILINE)
    assert "4 mentions in 2 articles, 2024-03-12 – 2024-05-06" in out
    assert "HOLDS_POST 任职 ← (1)" in out
    assert "  何向东  局长  ×2" in lines
    assert "“3月11日，云岭县应急管理局" in out
    assert "— 2024-03-12, 云岭县开建清水河风电项目" in out
    assert "县应急局进校园" in out.split("Articles (2)")[1]
    assert "县应急局局长何向东给学生讲防震" not in out
    assert "县应急局局长何向东给学生讲防震" in run("show", "县应急局", "--all", dataset=folder)[1]


def test_show_json(folder: Path) -> None:
    data = json.loads(run("show", "云岭绿能", "--json", dataset=folder)[1])
    assert data["aliases"] == ["云岭绿能"]
    assert [r["props"] for r in data["relations"] if r["type"] == "INVESTS_IN"] == [{"amount": "12亿元"}]
    assert all(e["sentence"] and e["date"] for r in data["relations"] for e in r["evidence"])


def test_relations_as_table_csv_and_json(folder: Path) -> None:
    code, out, _ = run("relations", "县应急局", "--type", "HOLDS_POST", "--direction", "in", dataset=folder)
    heads, row = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert dict(zip(heads, row, strict=True))["HEAD"] == "何向东"
    rows = list(csv.DictReader(io.StringIO(run("relations", "--csv", dataset=folder)[1])))
    assert len(rows) == len(kg.open(folder).relations())
    assert {r["relation"] for r in rows} >= {"AUTHORED", "COOPERATES_WITH"}
    assert all(r["sentence"] for r in rows)
    (post,) = json.loads(run("relations", "何向东", "-t", "任职", "--json", dataset=folder)[1])
    assert (post["weight"], len(post["evidence"])) == (2, 2)
    _, out, err = run("relations", "--limit", "2", dataset=folder)
    assert len(out.splitlines()) == 3
    assert "2 of 7" in err


def test_path(folder: Path) -> None:
    _, out, _ = run("path", "马晓梅", "柳树镇", dataset=folder)
    assert [line.strip() for line in out.splitlines() if "“" not in line] == [
        "马晓梅",
        "─HOLDS_POST 董事长→ 云岭绿能有限公司",
        "─INVESTS_IN 投资 12亿元→ 清水河风电项目",
        "─LOCATED_IN 位于→ 柳树镇",
    ]
    assert "not connected" in run("path", "马晓梅", "云岭第一中学", dataset=folder)[1]
    assert "MENTIONED_IN" in run("path", "马晓梅", "云岭第一中学", "--articles", dataset=folder)[1]


def test_search_and_timeline(folder: Path) -> None:
    _, out, _ = run("search", "应急", dataset=folder)
    assert [line.split("\t")[0] for line in out.splitlines()] == ["NAME", "云岭县应急管理局", "白河市应急管理局"]
    code, out, err = run("search", "没有的", dataset=folder)
    assert (code, out) == (0, "")
    assert "没有的" in err
    _, out, _ = run("timeline", "何向东", dataset=folder)
    assert [line.split("\t")[0] for line in out.splitlines()] == ["DATE", "2024-03-12", "2024-05-06", "undated"]


@pytest.mark.parametrize("name", sorted(exporters))
def test_export(folder: Path, tmp_path: Path, name: str) -> None:
    place = tmp_path / "out" / exporters[name].default
    code, out, _ = run("export", folder, "--format", name, "--out", place, "--articles")
    assert code == 0
    assert place.exists()
    assert out.startswith(f"{place}: 15 nodes, ")


def test_errors_are_one_message_and_exit_code_2(folder: Path, tmp_path: Path) -> None:
    write_dataset(namesakes(), tmp_path / "two")
    cases = [
        (("show", "何向冬"), folder, "何向东"),
        (("show", "何向东"), tmp_path / "two", "e-second"),
        (("show", "x"), tmp_path, "no dataset"),
        (("relations", "--type", "LIKES"), folder, "HOLDS_POST"),
        (("relations", "--direction", "up"), folder, "in, out or both"),
        (("export", str(folder), "--format", "pdf"), folder, "graphml"),
        (("export", str(folder), "--out", str(folder)), folder, "is a folder"),
    ]
    for args, dataset, told in cases:
        code, out, err = run(*args, dataset=dataset)
        assert (code, out) == (2, ""), args
        assert err.startswith("kg: ")
        assert told in err
        assert "Traceback" not in err


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_hostile_names_cannot_disturb_the_terminal(tmp_path: Path, width: str) -> None:
    write_dataset(hostile(), tmp_path)
    for number in range(len(HOSTILE)):
        for args in (("show", f"e{number}"), ("relations", f"e{number}"), ("timeline", f"e{number}"), ("search", f"别名{number}")):
            code, out, _ = run(*args, dataset=tmp_path, COLUMNS=width, FORCE_COLOR="1")
            assert code == 0
            written = re.sub(r"\x1b\[[0-9;]*m", "", out)
            assert not set(written) & set("\x00\x01\x07\x1b\r\x9b\u202e")
    out = run("show", f"e{HOSTILE.index('[bold]markup[/bold] :smile:')}", dataset=tmp_path)[1]
    assert out.startswith("[bold]markup[/bold] :smile:")


def test_nothing_is_wrapped_or_coloured_in_a_pipe(tmp_path: Path) -> None:
    write_dataset(hostile(), tmp_path)
    _, out, _ = run("show", f"e{HOSTILE.index('长' * 10_000)}", dataset=tmp_path, COLUMNS="80")
    assert out.startswith("长" * 10_000 + "  ORG")
    assert "\x1b" not in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_teaches_with_examples(name: str) -> None:
    code, out, _ = run(*filter(None, [name]), "--help", COLUMNS="100")
    assert code == 0
    assert f"kg {name}".strip() in out.split("Examples:")[1]


def test_version() -> None:
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("kg ")


def test_module_and_interrupt(folder: Path) -> None:
    told = subprocess.run([sys.executable, "-m", "kg", "search", "应急", "-d", folder], capture_output=True, check=True)
    assert "白河市应急管理局" in told.stdout.decode("utf-8")
    code = "import kg, time\nkg.open = lambda _: (print('started', flush=True), time.sleep(60))\nfrom kg.cli import app\napp()"
    command = [sys.executable, "-c", code, "search", "x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"KG_DATASET": str(folder)}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"started\n"
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err
