"""The built-in name model: a character tagger run by ONNX Runtime, decoded under constraints.

Two networks: a recurrent one that reads fast, and an encoder that reads better and slower. Readings: "fast" is the first alone,
"accurate" the mean of both, "cascade" the first and, where it is unsure, the mean of both.

Files in `models/`: recurrent.onnx (inputs `ids`, (batch, length) int64 with 0 for padding, and `lengths`, (batch) int32), encoder.onnx
(`ids` of one text), each with one output of label scores a scheme, (batch, length, labels) float32; and names.json (characters, labels
by scheme, temperature by network, the cascade's threshold).
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.machine import available_cores
from kg.nlp.candidates import Candidate

MODELS = Path(__file__).parent / "models"
WINDOW = 200
BLOCK = 8  # windows that the recurrent part reads at once
_STOP = re.compile(r"[。！？!?；\n]")


@dataclass
class TaggerModel:
    """A loaded model. `ids` maps a character to its row; `labels[scheme]` are the BIOES labels of an output;
    `temperatures[part]` makes scores probabilities; below `sure` the cascade asks the encoder."""

    recurrent: onnxruntime.InferenceSession
    encoder: onnxruntime.InferenceSession
    ids: dict[str, int]
    labels: dict[str, list[str]]
    temperatures: dict[str, float]
    sure: float

    def encode(self, text: str) -> list[int]:
        """One row number a character; forms that NFKC folds to one known character share its row."""
        ids = self.ids
        return [ids.get(c) or ids.get(unicodedata.normalize("NFKC", c), 1) for c in text]


@functools.lru_cache(maxsize=2)
def load_tagger(folder: Path = MODELS) -> TaggerModel:
    """Load the model of a folder.

    Raises:
        ModelError: a file is missing or damaged.
    """
    try:
        meta = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        recurrent, encoder = (_session(folder / name) for name in ("recurrent.onnx", "encoder.onnx"))
    except Exception as error:  # onnxruntime raises its own classes, which it does not export
        raise ModelError(f"{folder}: the name model cannot be loaded: {error}; reinstall kg") from error
    ids = {"\n": 2} | {c: i + 3 for i, c in enumerate(meta["characters"])}
    return TaggerModel(recurrent, encoder, ids, meta["labels"], meta["temperatures"], meta["sure"])


def _session(path: Path) -> onnxruntime.InferenceSession:
    """One thread a session: several texts at a time are faster than several threads on one."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def windows(text: str, limit: int = WINDOW) -> Iterator[tuple[int, int]]:
    """(start, end) of pieces of at most `limit` characters, ended at sentence ends where there are any."""
    start = 0
    while start < len(text):
        end = min(start + limit, len(text))
        if end < len(text):
            stops = [m.end() for m in _STOP.finditer(text, start, end)]
            end = stops[-1] if stops and stops[-1] - start > limit // 3 else end
        yield start, end
        start = end


class Decoder:
    """The best BIOES path through label scores, for a batch at a time."""

    def __init__(self, labels: list[str]) -> None:
        self.labels = labels
        inside = np.array([x[0] in "BI" for x in labels])
        goes_on = np.array([x[0] in "IE" for x in labels])
        same = np.array([[a[2:] == b[2:] for b in labels] for a in labels])
        allowed = (inside[:, None] & goes_on[None] & same) | (~inside[:, None] & ~goes_on[None])
        self.moves = np.where(allowed, 0.0, -1e4).astype(np.float32)
        self.first = np.where(goes_on, -1e4, 0.0).astype(np.float32)
        self.last = np.where(inside, -1e4, 0.0).astype(np.float32)

    def path(self, scores: np.ndarray) -> np.ndarray:
        """Label numbers of the best path through `scores` (length, labels)."""
        path = scores.argmax(-1)
        if self.first[path[0]] == 0 and self.last[path[-1]] == 0 and not self.moves[path[:-1], path[1:]].any():
            return path  # the best labels go together: nothing can be better
        best = scores[0] + self.first
        back = np.zeros(scores.shape, np.int64)
        everyone = np.arange(len(self.labels))
        for t in range(1, len(scores)):
            options = best[:, None] + self.moves
            back[t] = options.argmax(0)
            best = options[back[t], everyone] + scores[t]
        path[-1] = (best + self.last).argmax()
        for t in range(len(scores) - 1, 0, -1):
            path[t - 1] = back[t, path[t]]
        return path

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


class NameTagger:
    """The component: names that the model reads with at least the probability that `min_score` asks of their label, as candidates."""

    def __init__(
        self, model: TaggerModel, scheme: str = "kg", reading: str = "accurate", min_score: dict[str, float] | None = None, threads: int = 1
    ) -> None:
        self.model, self.scheme, self.reading, self.min_score, self.threads = model, scheme, reading, min_score or {}, threads
        self.decoder = Decoder(model.labels[scheme])

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """The docs in their order; those to come are read while the one in hand is used."""
        ahead: deque[tuple[Doc, list[Future]]] = deque()
        with ThreadPoolExecutor(self.threads) as pool:
            for doc in docs:
                ahead.append((doc, [pool.submit(self._read, doc.text, some) for some in _blocks(doc.text)]))
                if len(ahead) > batch_size:
                    yield self._finish(*ahead.popleft())
            while ahead:
                yield self._finish(*ahead.popleft())

    def _finish(self, doc: Doc, jobs: list[Future]) -> Doc:
        doc._.candidates = [
            Candidate(start, end, label, "ner", certain)
            for job in jobs
            for start, end, label, certain in job.result()
            if certain >= self.min_score.get(label, 0.0)
        ]
        return doc

    def _read(self, text: str, some: list[tuple[int, int]]) -> list[tuple[int, int, str, float]]:
        found = self.predict([text[start:end] for start, end in some])
        return [(at + s, at + e, label, certain) for (at, _), names in zip(some, found, strict=True) for s, e, label, certain in names]

    def predict(self, texts: list[str]) -> list[list[tuple[int, int, str, float]]]:
        """(start, end, label, probability) of the names in each text, at most a window long."""
        return [list(self.decoder.spans(self.decoder.path(scores), scores)) for scores in self.scores(texts)]

    def scores(self, texts: list[str]) -> Iterator[np.ndarray]:
        """Log probabilities (length, labels) of each text."""
        for text, quick in zip(texts, self.quick(texts), strict=True):
            if self.reading == "fast" or (self.reading == "cascade" and self._is_sure(quick)):
                yield quick
            else:
                yield np.logaddexp(quick, self.slow(text)) - np.log(2)

    def quick(self, texts: list[str]) -> list[np.ndarray]:
        """Log probabilities by the recurrent network."""
        lengths = np.array([len(t) for t in texts], np.int32)
        ids = np.zeros((len(texts), lengths.max()), np.int64)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = self.model.encode(text)
        (scores,) = self.model.recurrent.run([self.scheme], {"ids": ids, "lengths": lengths})
        return [self._probabilities(scores[row, :length], "recurrent") for row, length in enumerate(lengths)]

    def slow(self, text: str) -> np.ndarray:
        """Log probabilities by the encoder. It reads one text at a time: its 8-bit numbers are scaled by all that it is given at
        once, so a text would read otherwise in other company; and without padding it is faster, too."""
        (scores,) = self.model.encoder.run([self.scheme], {"ids": np.array([self.model.encode(text)], np.int64)})
        return self._probabilities(scores[0], "encoder")

    def _probabilities(self, scores: np.ndarray, part: str) -> np.ndarray:
        scores = scores / self.model.temperatures[part]
        scores = scores - scores.max(-1, keepdims=True)
        return scores - np.log(np.exp(scores).sum(-1, keepdims=True))

    def _is_sure(self, fast: np.ndarray) -> bool:
        return float(np.exp(fast.max(-1).min())) >= self.model.sure


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """The windows of a text, some at a time."""
    pieces = list(windows(text))
    for at in range(0, len(pieces), BLOCK):
        yield pieces[at : at + BLOCK]


def make_tagger(nlp: Language, name: str, model: str, scheme: str, threads: int, min_score: dict[str, float]) -> NameTagger:
    """The spaCy factory of `NameTagger`; `model` is one of `READINGS`, `threads` 0 stands for all cores."""
    return NameTagger(load_tagger(), scheme, model, min_score, threads or available_cores())
