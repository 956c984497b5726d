"""Strict span F1 of a tagger on samples, while it is trained."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from kg.evaluate.score import Counts
from kg.nlp.decoder import Decoder
from kg.train.corpora import IGNORE, Sample, spans_of
from kg.train.network import Tagger, character_ids, encode

Span = tuple[int, int, str]


def count(samples: Iterable[Sample], found: Iterable[Iterable[Span]], task: str) -> dict[str, Counts]:
    """Counts by label and over all ("all"), strict on boundaries and label; names that touch ignored characters do not count."""
    counts = {"all": Counts()}
    for sample, guess in zip(samples, found, strict=True):
        soft = {i for i, v in enumerate(sample.labels[task]) if v == IGNORE}
        gold, kept = set(spans_of(sample.labels[task])), {s for s in guess if soft.isdisjoint(range(s[0], s[1]))}
        counts["all"].add(kept, gold)
        for label in {s[2] for s in gold | kept}:
            counts.setdefault(label, Counts()).add({s for s in kept if s[2] == label}, {s for s in gold if s[2] == label})
    return dict(sorted(counts.items()))


def f1_of(model: Tagger, task: str, samples: list[Sample]) -> dict[str, float]:
    """F1 by label and over all."""
    found = predict(model, task, [s.text for s in samples])
    return {label: round(c.f1, 4) for label, c in count(samples, found, task).items()}


@torch.no_grad()
def predict(model: Tagger, task: str, texts: list[str], characters: int = 8000) -> list[list[Span]]:
    """Names in every text, in the order given."""
    model.eval()
    ids, decoder = character_ids(model.shape.characters), Decoder(model.shape.labels[task])
    order = sorted((i for i, text in enumerate(texts) if text), key=lambda i: len(texts[i]))
    found: list[list[Span]] = [[] for _ in texts]
    while order:
        size = max(1, characters // len(texts[order[0]]))
        some, order = order[:size], order[size:]
        length = max(len(texts[i]) for i in some)
        x = torch.tensor([encode(texts[i], ids) + [0] * (length - len(texts[i])) for i in some])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(x, task).float().log_softmax(-1).numpy()
        own = [scores[row, : len(texts[i])] for row, i in enumerate(some)]
        for i, path, score in zip(some, decoder.paths(own), own, strict=True):
            found[i] = [span[:3] for span in decoder.spans(path, score)]
    return found
