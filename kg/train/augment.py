"""Noise as the page makes it: half- and full-width forms, other quotes, stray blanks and line breaks; and other names.

Putting another name of its type in a name's place teaches the words around names (mention replacement, Dai and Adel 2020,
An Analysis of Simple Data Augmentation for Named Entity Recognition).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from kg.train.corpora import Sample, bioes, spans_of

_TO_HALF = str.maketrans("，：；！？（）", ",:;!?()")
_TO_STRAIGHT = str.maketrans("“”", '""')
_TO_CORNER = str.maketrans("“”‘’", "「」『』")
_TO_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DOTS = "•‧・．"


def augment(sample: Sample, rng: random.Random) -> Sample:
    """The sample as another page might print it; its labels stay in step."""
    text = sample.text
    for table, chance in ((_TO_HALF, 0.2), (_TO_STRAIGHT, 0.15), (_TO_CORNER, 0.02), (_TO_WIDE, 0.03)):
        if rng.random() < chance:
            text = text.translate(table)
    if rng.random() < 0.05:
        text = text.replace("·", rng.choice(_DOTS))
    sample = Sample(text, sample.labels)
    return _with_blanks(sample, rng) if rng.random() < 0.1 else sample


def _with_blanks(sample: Sample, rng: random.Random) -> Sample:
    """A few blanks or line breaks between characters; one inside a name belongs to it."""
    text: list[str] = []
    labels: dict[str, list[str]] = {task: [] for task in sample.labels}
    for i, character in enumerate(sample.text):
        if i and rng.random() < 0.02:
            text.append(rng.choice("  \n"))
            for task, values in sample.labels.items():
                labels[task].append("I" + values[i][1:] if values[i][0] in "IE" else "O")
        text.append(character)
        for task, values in sample.labels.items():
            labels[task].append(values[i])
    return Sample("".join(text), labels)


def names_by_type(samples: Iterable[Sample], task: str) -> dict[str, list[str]]:
    """Every name of the samples, as often as it stands there, by type."""
    found: dict[str, list[str]] = defaultdict(list)
    for sample in samples:
        for start, end, label in spans_of(sample.labels[task]):
            found[label].append(sample.text[start:end])
    return found


def swap_names(sample: Sample, task: str, names: dict[str, list[str]], chance: float, rng: random.Random) -> Sample:
    """The sample with each of its names replaced, with that chance, by another of its type."""
    text, labels, at = "", [], 0
    for start, end, label in [*spans_of(sample.labels[task]), (len(sample.text), len(sample.text), "")]:
        text += sample.text[at:start]
        labels += sample.labels[task][at:start]
        name = rng.choice(names[label]) if label and rng.random() < chance else sample.text[start:end]
        text += name
        labels += bioes(len(name), [(0, len(name), label)]) if name else []
        at = end
    return Sample(text, {task: labels})
