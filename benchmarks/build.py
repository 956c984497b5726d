"""How fast and in how much memory an archive is built: `python benchmarks/build.py [--characters 1000000] [--workers 2]`.

The archive is made on the spot from the annotated articles of `seeds/train`, drawn at random (always the same ones)
into pages of six articles under a masthead.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import threading
import time
from pathlib import Path

from kg.builder import build
from kg.evaluate.annotated import parse_annotated
from kg.knowledge.files import seeds_folder
from kg.machine import available_cores

PAPERS = ("昌吉日报", "台州晚报", "武汉晨报", "广元日报")


def make_archive(folder: Path, characters: int) -> int:
    """Write pages of together at least `characters` characters; returns how many they have."""
    texts = [a.text for p in sorted((seeds_folder() / "train").glob("*.txt")) for a in parse_annotated(p.read_text(encoding="utf-8"))[0]]
    choice, written, number = random.Random(1998), 0, 0
    while written < characters:
        day = f"2024年{number // 28 % 12 + 1}月{number % 28 + 1}日"
        page = f"{PAPERS[number % len(PAPERS)]}\n{day}　第{number + 1}期\n\n" + "\n\n".join(choice.sample(texts, 6)) + "\n"
        (folder / f"{number:05}.txt").write_text(page, encoding="utf-8")
        written, number = written + len(page), number + 1
    return written


class MemoryPeak(threading.Thread):
    """Watches the memory of this process and its children together (Linux), in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0

    def run(self) -> None:
        """Look four times a second."""
        while True:
            self.peak = max(self.peak, _memory())
            time.sleep(0.25)


def _memory() -> int:
    """Memory of all processes, what they share counted once."""
    children = " ".join(_read(task / "children") for task in Path("/proc/self/task").iterdir())
    maps = (_read(Path(f"/proc/{pid}/smaps_rollup")) for pid in ("self", *children.split()))
    return sum(int(line.split()[1]) << 10 for text in maps for line in text.splitlines() if line.startswith("Pss:"))


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def main() -> None:
    """Build once and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=available_cores())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        characters = make_archive(pages, options.characters)
        watch = MemoryPeak()
        watch.start()
        report = build(pages, Path(folder) / "out", workers=options.workers)
        began = time.monotonic()
        build(pages, Path(folder) / "out", workers=options.workers)
        again = time.monotonic() - began
    used = sum(t.ru_utime + t.ru_stime for t in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
    speed = characters / report.seconds
    print(f"{characters:,} characters in {report.files} pages by {options.workers} workers: {report.seconds:.1f} s")
    print(f"{speed:,.0f} characters/s, a million in {1e6 / speed:.0f} s; building again {again:.2f} s; CPU {used:.0f} s")
    print(f"memory of all processes together {watch.peak / 2**20:,.0f} MiB")
    print(f"{report.articles:,} articles, {sum(report.entities.values()):,} entities, {sum(report.relations.values()):,} relations")


if __name__ == "__main__":
    main()
