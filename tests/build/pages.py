"""Pages of our own, and what the tests of building share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kg.builder import Report, build
from kg.dataset import TABLES

PAGES = {
    "2024/昌吉日报-0305.txt": """昌吉日报
2024年3月5日　星期二　第1234期

州应急管理局开展春季检查
本报记者 林海燕
3月4日，昌吉州应急管理局局长张伟带队到木垒县检查。州应急管理局要求全州各县市落实责任。

木垒县新建养老院
通讯员 毛旭东
木垒县民政局局长王建国介绍，养老院位于木垒镇。该县将再建两所。
""",
    "2024/昌吉日报-0306.txt": """昌吉日报
2024年3月6日　星期三　第1235期

奇台县召开会议
本报记者 林海燕
奇台县县长李志强出席会议。奇台县人民政府与新疆天山水泥有限公司（以下简称“天山水泥”）签约。天山水泥总经理周明说，该公司将投资2亿元。
""",
    "2024/台州晚报.md": """# 台州晨泰制冷设备有限公司开工

台州晨泰制冷设备有限公司董事长徐国梁在临海市说，项目年底投产。
""",
}


def write_pages(folder: Path, pages: dict[str, str] = PAGES) -> Path:
    """The pages as files under `folder`, which is returned."""
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def many_pages(folder: Path, number: int, paragraphs: int = 3) -> Path:
    """`number` pages of one article each, all different."""
    for i in range(number):
        line = "木垒县第{}号文件第{}条，昌吉州应急管理局局长张伟到木垒县民政局检查工作，要求落实责任。"
        body = "\n".join(line.format(i, j) for j in range(paragraphs))
        write_pages(folder, {f"{i:03}.txt": f"昌吉日报\n2024年3月{i % 28 + 1}日\n\n木垒县检查{i}\n本报记者 林海燕\n{body}\n"})
    return folder


def tables(out: Path) -> dict[str, bytes]:
    """The four tables as they lie on the disk."""
    return {name: (out / f"{name}.parquet").read_bytes() for name in TABLES}


def fresh_build(pages: Path, out: Path) -> dict[str, bytes]:
    """The tables of a build into a new folder."""
    build(pages, out, workers=1)
    return tables(out)


def reasons(report: Report) -> dict[str, str]:
    """Skipped files and why."""
    return dict(report.skipped)


def start_kg(*arguments: object, **more: object) -> subprocess.Popen:
    """`kg` in a process of its own."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": os.environ | {"PYTHONUTF8": "1"}} | more
    return subprocess.Popen(command, **more)  # type: ignore[call-overload]


def run_kg(*arguments: object, **more: object) -> tuple[int, str, str]:
    """Exit code, standard output and error of `kg`."""
    process = start_kg(*arguments, **more)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err
