"""Viterbi under BIOES constraints."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


class Decoder:
    """The best BIOES paths through label scores; the first label is O."""

    def __init__(self, labels: list[str]) -> None:
        self.labels = labels
        inside = np.array([x[0] in "BI" for x in labels])
        goes_on = np.array([x[0] in "IE" for x in labels])
        same = np.array([[a[2:] == b[2:] for b in labels] for a in labels])
        allowed = (inside[:, None] & goes_on[None] & same) | (~inside[:, None] & ~goes_on[None])
        self.moves = np.where(allowed, 0.0, -1e4).astype(np.float32)
        self.first = np.where(goes_on, -1e4, 0.0).astype(np.float32)
        self.last = np.where(inside, -1e4, 0.0).astype(np.float32)

    def paths(self, texts: list[np.ndarray]) -> list[np.ndarray]:
        """Label numbers of the best path through each text's `scores` (length, labels)."""
        found = [scores.argmax(-1) for scores in texts]
        hard = [i for i, path in enumerate(found) if not self._is_allowed(path)]  # elsewhere nothing can be better
        for i, path in zip(hard, self._viterbi([texts[i] for i in hard]) if hard else (), strict=True):
            found[i] = path
        return found

    def _is_allowed(self, path: np.ndarray) -> bool:
        return self.first[path[0]] == 0 and self.last[path[-1]] == 0 and not self.moves[path[:-1], path[1:]].any()

    def _viterbi(self, texts: list[np.ndarray]) -> Iterator[np.ndarray]:
        """All texts at once, the shorter ones followed by characters that can only be outside."""
        lengths = [len(scores) for scores in texts]
        table = np.full((len(texts), max(lengths), len(self.labels)), -1e4, np.float32)
        table[:, :, 0] = 0
        for row, scores in zip(table, texts, strict=True):
            row[: len(scores)] = scores
        best, back, paths = table[:, 0] + self.first, np.zeros(table.shape, np.int64), np.zeros(table.shape[:2], np.int64)
        for t in range(1, table.shape[1]):
            options = best[:, :, None] + self.moves
            back[:, t] = options.argmax(1)
            best = options.max(1) + table[:, t]
        paths[:, -1] = (best + self.last).argmax(-1)
        for t in range(table.shape[1] - 1, 0, -1):
            paths[:, t - 1] = back[np.arange(len(texts)), t, paths[:, t]]
        return (path[:length] for path, length in zip(paths, lengths, strict=True))

    def spans(self, path: np.ndarray, scores: np.ndarray) -> Iterator[tuple[int, int, str, float]]:
        """(start, end, label, probability) of the names on a path through log probabilities."""
        start = 0
        for i in map(int, np.flatnonzero(path)):
            label = self.labels[path[i]]
            if label[0] in "BS":
                start = i
            if label[0] in "ES":
                certain = float(np.exp(min(scores[t, path[t]] for t in range(start, i + 1))))
                yield start, i + 1, label[2:], certain
