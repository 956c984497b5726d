"""Strict span F1 of a tagger on samples."""

from __future__ import annotations

from collections import defaultdict

import torch

from kg.train.corpora import IGNORE, Sample
from kg.train.decode import spans, transitions, viterbi
from kg.train.network import Tagger, character_ids, encode


def f1_of(model: Tagger, task: str, samples: list[Sample], characters: int = 8000) -> dict[str, float]:
    """F1 by label and over all ("all"), strict on boundaries and label."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    names = model.shape.labels[task]
    for sample, found in zip(samples, predict(model, task, [s.text for s in samples], characters), strict=True):
        numbers = {n: i for i, n in enumerate(names)}
        gold = set(spans([numbers.get(v, 0) for v in sample.labels[task]], names))
        soft = {i for i, v in enumerate(sample.labels[task]) if v == IGNORE}
        guess = {s for s in found if not soft & set(range(s[0], s[1]))}
        for label in {s[2] for s in gold | guess}:
            g, p = {s for s in gold if s[2] == label}, {s for s in guess if s[2] == label}
            for key in (label, "all"):
                counts[key][0] += len(g & p)
                counts[key][1] += len(p)
                counts[key][2] += len(g)
    return {k: round(2 * t / (p + g), 4) if p + g else 0.0 for k, (t, p, g) in sorted(counts.items())}


@torch.no_grad()
def predict(model: Tagger, task: str, texts: list[str], characters: int = 8000) -> list[list[tuple[int, int, str]]]:
    """Spans of every text, in the order given."""
    model.eval()
    ids, names = character_ids(model.shape.characters), model.shape.labels[task]
    allowed = transitions(names)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    while order:
        size = max(1, characters // max(1, len(texts[order[0]])))
        some, order = order[:size], order[size:]
        length = max(len(texts[i]) for i in some)
        x = torch.tensor([encode(texts[i], ids) + [0] * (length - len(texts[i])) for i in some])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(x, task).float().log_softmax(-1).numpy()
        for row, i in enumerate(some):
            if texts[i]:
                out[i] = spans(viterbi(scores[row, : len(texts[i])], allowed, names), names)
    return out
