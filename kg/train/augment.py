"""Noise as the page makes it: half- and full-width forms, other quotes, stray blanks and line breaks."""

from __future__ import annotations

import random

from kg.train.corpora import Sample

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
