"""Training text of every kind as one thing: characters with one label each, per task.

Tasks: `kg` (our own annotation), `msra` (names by other guidelines), `words` (segmentation and
part of speech, People's Daily January 1998). Labels are BIOES; `IGNORE` marks characters that teach nothing.
Sentences that stand in a test set are left out of every training text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.annotated import AnnotatedArticle, read_annotated

IGNORE = "?"
_MSRA = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "NR": "PERSON", "NT": "ORG", "NS": "PLACE"}


@dataclass(frozen=True)
class Sample:
    """`text` and one label a character; `labels[task][i]` belongs to `text[i]`."""

    text: str
    labels: dict[str, list[str]]


def bioes(length: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """BIOES labels of a text of that length with those (start, end, label) spans."""
    labels = ["O"] * length
    for start, end, label in spans:
        if end - start == 1:
            labels[start] = f"S-{label}"
            continue
        labels[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 2), f"E-{label}"]
    return labels


def spans_of(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of the names that BIOES labels spell."""
    start = 0
    for i, label in enumerate(labels):
        start = i if label[0] in "BS" else start
        if label[0] in "ES":
            yield start, i + 1, label[2:]


def read_characters(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Sentences of a `character label` file (BMES or BIO), each with its (start, end, label) spans."""
    text, tags = "", list[str]()
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        parts = line.split()
        if len(parts) == 2:
            text, tags = text + parts[0], [*tags, parts[1]]
        elif text:
            yield text, list(_spans(tags))
            text, tags = "", list[str]()


def _spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[0] in "OBS" or tag[2:] != tags[start][2:]):
            yield start, i, tags[start][2:]
            start = None
        if tag[0] in "BS" or (tag[0] in "MIE" and start is None):
            start = i


def msra(path: Path, held_out: set[str]) -> list[Sample]:
    """MSRA's training set with its three types under our names."""
    return [
        Sample(text, {"msra": bioes(len(text), [(s, e, _MSRA[t]) for s, e, t in spans])})
        for text, spans in read_characters(path)
        if not _overlaps(text, held_out)
    ]


def words(path: Path, held_out: set[str]) -> list[Sample]:
    """People's Daily 1998: word boundaries with parts of speech, as BIOES over the tags."""
    samples = []
    for tokens in read_words(path):
        text = "".join(w for w, _ in tokens)
        if _overlaps(text, held_out):
            continue
        ends = [0]
        for word, _ in tokens:
            ends.append(ends[-1] + len(word))
        spans = [(ends[i], ends[i + 1], tag) for i, (_, tag) in enumerate(tokens)]
        samples.append(Sample(text, {"words": bioes(len(text), spans)}))
    return samples


def read_words(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Lines of `word/tag` as lists; surname and given name are joined, full-width forms made half-width."""
    for line in path.read_text(encoding="utf-8").splitlines():
        tokens: list[tuple[str, str]] = []
        for item in line.split():
            word, _, tag = item.rpartition("/")
            if not word:
                continue
            word, tag = unicodedata.normalize("NFKC", word) if re.fullmatch(r"[０-９Ａ-Ｚａ-ｚ．％]+", word) else word, tag[:2].lower()
            if tag == "nr" and tokens and tokens[-1][1] == "nr" and len(tokens[-1][0]) <= 2 and len(tokens[-1][0] + word) <= 4:
                tokens[-1] = (tokens[-1][0] + word, "nr")
            else:
                tokens.append((word, tag))
        if tokens:
            yield tokens


def annotated(folder: Path) -> list[Sample]:
    """Our own annotated articles, whole; soft surfaces are ignored."""
    return [_article_sample(a) for path in sorted(folder.rglob("*.txt")) for a in read_annotated(path)]


def _article_sample(article: AnnotatedArticle) -> Sample:
    named = [m for m in article.marks if m.use == "name"]
    labels = bioes(len(article.text), [(m.start, m.end, m.label) for m in named])
    for mark in article.marks:
        if mark.use == "soft":
            labels[mark.start : mark.end] = [IGNORE] * (mark.end - mark.start)
    return Sample(article.text, {"kg": labels})


def cut(sample: Sample, limit: int) -> list[Sample]:
    """Pieces of at most `limit` characters, ended at sentence ends where there are any."""
    pieces, start = [], 0
    while start < len(sample.text):
        end = min(start + limit, len(sample.text))
        if end < len(sample.text):
            stops = [m.end() for m in re.finditer(r"[。！？\n]", sample.text[start:end])]
            end = start + stops[-1] if stops and stops[-1] > limit // 3 else end
        pieces.append(Sample(sample.text[start:end], {t: v[start:end] for t, v in sample.labels.items()}))
        start = end
    return pieces


def held_out_grams(paths: Iterable[Path], size: int = 16) -> set[str]:
    """Runs of `size` Chinese characters of the test sets, by which their sentences are known again."""
    grams: set[str] = set()
    for path in paths:
        for text, _ in read_characters(path):
            plain = _fold(text)
            grams.update(plain[i : i + size] for i in range(0, max(1, len(plain) - size + 1)) if len(plain) >= size)
    return grams


def _overlaps(text: str, grams: set[str], size: int = 16) -> bool:
    plain = _fold(text)
    return any(plain[i : i + size] in grams for i in range(0, max(0, len(plain) - size + 1)))


def _fold(text: str) -> str:
    return "".join(c for c in text if "一" <= c <= "鿿")
