"""Samples as batches of tensors, shuffled and augmented anew at every pass."""

from __future__ import annotations

import random
from collections.abc import Iterator

import torch
from torch import Tensor

from kg.train.augment import augment, names_by_type, swap_names
from kg.train.corpora import IGNORE, Sample
from kg.train.network import encode
from kg.train.relocate import relocate

SWAP = 0.5  # of our samples have names replaced, half of them each
MOVE = 0.4  # of our samples play elsewhere
NOISE = {"kg": 1.0, "msra": 0.5}  # share of a task's samples that are augmented


def batches(samples: list[Sample], task: str, characters: int, rng: random.Random) -> Iterator[list[Sample]]:
    """Endless batches of samples of like length, in an order that `rng` decides."""
    names = names_by_type(samples, task) if task == "kg" else {}
    while True:
        pool = [augment(s, rng) if rng.random() < NOISE.get(task, 0.0) else s for s in samples]
        if task == "kg":
            pool = [relocate(s, task, rng) if rng.random() < MOVE else s for s in pool]
        pool = [swap_names(s, task, names, SWAP, rng) if names and rng.random() < SWAP else s for s in pool]
        pool.sort(key=lambda s: len(s.text) + rng.random() * 8)
        some: list[list[Sample]] = [[]]
        for sample in pool:
            if some[-1] and (len(some[-1]) + 1) * len(sample.text) > characters:
                some.append([])
            some[-1].append(sample)
        rng.shuffle(some)
        yield from some


def tensors(batch: list[Sample], task: str, ids: dict[str, int], numbers: dict[str, int]) -> tuple[Tensor, Tensor]:
    """(ids, targets) of a batch, padded with 0 and -100."""
    length = max(len(s.text) for s in batch)
    x = torch.zeros(len(batch), length, dtype=torch.long)
    y = torch.full((len(batch), length), -100, dtype=torch.long)
    for row, sample in enumerate(batch):
        x[row, : len(sample.text)] = torch.tensor(encode(sample.text, ids))
        y[row, : len(sample.text)] = torch.tensor([-100 if v == IGNORE else numbers.get(v, 0) for v in sample.labels[task]])
    return x, y
