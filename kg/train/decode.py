"""The best BIOES path through label scores, and the spans that it spells."""

from __future__ import annotations

import numpy as np


def transitions(labels: list[str]) -> np.ndarray:
    """(labels, labels): 0 where `labels[j]` may follow `labels[i]`, else a large negative number."""
    table = np.full((len(labels), len(labels)), -1e4, np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            inside = before[0] in "BI"
            if (inside and after[0] in "IE" and before[2:] == after[2:]) or (not inside and after[0] in "OBS"):
                table[i, j] = 0
    return table


def viterbi(scores: np.ndarray, allowed: np.ndarray, labels: list[str]) -> list[int]:
    """Best path through `scores` (length, labels); a name neither starts before nor ends after the text."""
    starts = np.array([0 if label[0] in "OBS" else -1e4 for label in labels], np.float32)
    ends = np.array([0 if label[0] in "OES" else -1e4 for label in labels], np.float32)
    best, back = scores[0] + starts, np.zeros(scores.shape, np.int32)
    for t in range(1, len(scores)):
        options = best[:, None] + allowed
        back[t] = options.argmax(0)
        best = options[back[t], np.arange(len(labels))] + scores[t]
    path = [int((best + ends).argmax())]
    for t in range(len(scores) - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]


def spans(path: list[int], labels: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, label) of every name on the path."""
    found, start = [], 0
    for i, number in enumerate(path):
        label = labels[number]
        if label[0] in "BS":
            start = i
        if label[0] in "ES":
            found.append((start, i + 1, label[2:]))
    return found
