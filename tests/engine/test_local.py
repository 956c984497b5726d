"""Both ways of running on one machine behave alike; a process that dies takes no other task with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.engine import LocalEngine
from kg.engine.local import DIED
from kg.errors import ModelError
from tests.engine.work import make_deadly, make_double, make_nothing

BOTH = pytest.mark.parametrize("workers", [1, 2])


@BOTH
def test_outcomes_of_all_tasks(workers):
    outcomes = {o.task: o for o in LocalEngine(workers).map(make_double, range(12))}
    assert {n: o.result for n, o in outcomes.items() if o.failure is None} == {n: 2 * n for n in range(12) if n != 3}
    assert outcomes[3].failure == "ValueError: three"


@BOTH
def test_work_that_cannot_be_made_is_an_error(workers):
    with pytest.raises(ModelError, match="no such model"):
        list(LocalEngine(workers).map(make_nothing, range(9)))


def test_no_tasks():
    assert list(LocalEngine(2).map(make_double, [])) == []


def test_deadly_task_is_reported_and_the_rest_goes_through():
    outcomes = list(LocalEngine(2).map(make_deadly, range(12)))
    assert sorted(o.task for o in outcomes) == list(range(12))
    assert {o.task: o.failure for o in outcomes if o.failure} == {3: DIED}
    assert all(o.result == 2 * o.task for o in outcomes if o.task != 3)


def started(folder: Path, number: int) -> list[int]:
    """Wait until `number` processes are at work."""
    for _ in range(600):
        if len(found := [int(p.name) for p in folder.iterdir()]) >= number:
            return found
        time.sleep(0.1)
    raise AssertionError("no process started")


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pids: list[int]) -> bool:
    """Whether all processes end within some seconds."""
    for _ in range(100):
        if not any(map(is_running, pids)):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at /proc")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_processes_end_when_the_parent_is_stopped(tmp_path, sign):
    code = f"""
from pathlib import Path
from kg.engine import LocalEngine
from tests.engine.work import Announced
if __name__ == "__main__":
    list(LocalEngine(2).map(Announced(Path({str(tmp_path / "at-work")!r})), range(4)))
"""
    (tmp_path / "at-work").mkdir()
    (tmp_path / "run.py").write_text(code)
    parent = subprocess.Popen([sys.executable, str(tmp_path / "run.py")], env=os.environ | {"PYTHONPATH": os.getcwd()})
    pids = started(tmp_path / "at-work", 2)
    parent.send_signal(sign)
    parent.wait(timeout=20)
    assert gone(pids)
