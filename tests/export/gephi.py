"""Gephi's own importer (gephi-toolkit from Maven Central), run headless: what would arrive in Gephi."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

VERSION = "0.10.1"
JAR = Path.home() / f".m2/repository/org/gephi/gephi-toolkit/{VERSION}/gephi-toolkit-{VERSION}-all.jar"
SOURCE = Path(__file__).with_name("GephiDump.java")


@dataclass
class Imported:
    """A graph in Gephi. Nodes and edges by id; values by id and column title."""

    issues: list[str] = field(default_factory=list)
    columns: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    nodes: dict[str, tuple[str, float]] = field(default_factory=dict)
    edges: dict[str, tuple[str, float, str, str, bool, str]] = field(default_factory=dict)
    values: dict[tuple[str, str], dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


def gephi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled class; skips without a JDK and, unless the jar is there, Maven."""
    if not shutil.which("javac") or not (JAR.exists() or shutil.which("mvn")):
        pytest.skip("needs a JDK and Maven")
    if not JAR.exists():
        goal = ["dependency:get", "-Dtransitive=false", f"-Dartifact=org.gephi:gephi-toolkit:{VERSION}:jar:all"]
        subprocess.run(["mvn", "-q", "-B", *goal], check=True)
    folder = tmp_path_factory.mktemp("gephi")
    subprocess.run(["javac", "-encoding", "UTF-8", "-cp", str(JAR), "-d", str(folder), str(SOURCE)], check=True, capture_output=True)
    return folder


def import_file(classes: Path, path: Path) -> Imported:
    """Import a file and collect what arrived."""
    command = ["java", "-Djava.awt.headless=true", "-cp", os.pathsep.join([str(JAR), str(classes)]), "GephiDump", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, cwd=classes)
    found = Imported()
    for line in done.stdout.decode("ascii").splitlines():
        kind, *rest = line.split("\t")
        cells = [json.loads(c) if c.startswith('"') else c for c in rest]
        if kind == "issue":
            found.issues.append(cells[0])
        elif kind == "column":
            found.columns[cells[0]].append((cells[1], cells[2]))
        elif kind == "node":
            found.nodes[cells[0]] = (cells[1], float(cells[2]))
        elif kind == "edge":
            found.edges[cells[0]] = (cells[1], float(cells[2]), cells[3], cells[4], cells[5] == "true", cells[6])
        elif kind == "value":
            found.values[cells[0], cells[1]][cells[2]] = cells[3]
    return found
