"""Every command of the README does what it says: run in order, as a reader would, on the sample pages."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETS_UP = ("python3 -m venv",)
NEEDS_SERVER = ("docker", "kg load", "kg query", "export NEO4J", "cd ")


def blocks(language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    """Commands that need neither a new environment nor a server."""
    lines = [line.split("  #")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith((*SETS_UP, *NEEDS_SERVER))]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder as a reader has it: the seeds, some pages of one's own, and the sample built."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    shutil.copytree(ROOT / "seeds" / "pages" / "螺髻新报" / "2024-03-12", folder / "报纸")
    subprocess.run([sys.executable, "-m", "kg", "build", "--quiet"], cwd=folder, check=True)
    return folder


@pytest.mark.slow
def test_every_shell_command_runs(desk):
    ran = [line for line in commands() if line.startswith("kg ")]
    assert len(ran) >= 8
    for line in ran:
        done = subprocess.run([sys.executable, "-m", *shlex.split(line)], cwd=desk, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert done.stdout.strip(), line


@pytest.mark.slow
def test_the_python_example_runs(desk):
    for block in blocks("python"):
        done = subprocess.run([sys.executable, "-c", block], cwd=desk, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "凉山州应急管理局" in done.stdout


def test_the_first_command_is_the_main_job_and_the_second_the_tests():
    first, second = [b.strip() for b in blocks("sh")][:2]
    assert first.endswith(".venv/bin/kg build")
    assert second.endswith(".venv/bin/pytest")
    assert second.removeprefix("python3 -m venv .venv && ").split(" && ")[0] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_pictures_are_there():
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).exists(), picture
