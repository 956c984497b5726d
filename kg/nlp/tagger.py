"""The built-in name model: a character tagger run by ONNX Runtime, decoded under constraints.

A model is a pair of files: NAME.onnx (input `ids`, (batch, length) int64, 0 padding; one output of label
scores a scheme, (batch, length, labels) float32) and NAME.json (characters, labels by scheme, temperature).
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.nlp.candidates import Candidate

MODELS = Path(__file__).parent / "models"
WINDOW = 200
_STOP = re.compile(r"[。！？!?；\n]")


@dataclass
class TaggerModel:
    """A loaded model. `ids` maps a character to its row; `labels[scheme]` are the BIOES labels of an output."""

    session: onnxruntime.InferenceSession
    ids: dict[str, int]
    labels: dict[str, list[str]]
    temperature: float = 1.0

    def encode(self, text: str) -> list[int]:
        """One row number a character; forms that NFKC folds to one known character share its row."""
        ids = self.ids
        return [ids.get(c) or ids.get(unicodedata.normalize("NFKC", c), 1) for c in text]


@functools.lru_cache(maxsize=4)
def load_tagger(path: Path, threads: int = 0) -> TaggerModel:
    """Load NAME.onnx and NAME.json; `threads` 0 leaves the number to ONNX Runtime.

    Raises:
        ModelError: a file is missing or damaged.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores to others
    options.log_severity_level = 3
    try:
        meta = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own classes, which it does not export
        raise ModelError(f"{path}: the name model cannot be loaded: {error}; reinstall kg") from error
    ids = {"\n": 2} | {c: i + 3 for i, c in enumerate(meta["characters"])}
    return TaggerModel(session, ids, meta["labels"], meta.get("temperature", 1.0))


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

    def paths(self, scores: np.ndarray, lengths: list[int]) -> list[np.ndarray]:
        """Label numbers of every row of `scores` (batch, length, labels), each cut to its length."""
        rows, steps, _ = scores.shape
        best = scores[:, 0] + self.first
        history = [best]
        back = np.zeros((steps, rows, scores.shape[2]), np.int16)
        for t in range(1, steps):
            options = best[:, :, None] + self.moves
            back[t] = options.argmax(1)
            best = np.take_along_axis(options, back[t][:, None].astype(np.int64), 1)[:, 0] + scores[:, t]
            history.append(best)
        return [self._walk(history[n - 1][row], back[:, row], n) for row, n in enumerate(lengths)]

    def _walk(self, final: np.ndarray, back: np.ndarray, length: int) -> np.ndarray:
        path = np.empty(length, np.int64)
        path[-1] = (final + self.last).argmax()
        for t in range(length - 1, 0, -1):
            path[t - 1] = back[t, path[t]]
        return path


class NameTagger:
    """The component: names that the model reads with at least the probability that `min_score` asks of their label, as candidates."""

    def __init__(self, model: TaggerModel, scheme: str = "kg", min_score: dict[str, float] | None = None) -> None:
        self.model, self.scheme, self.min_score = model, scheme, min_score or {}
        self.decoder = Decoder(model.labels[scheme])

    def __call__(self, doc: Doc) -> Doc:
        pieces = list(windows(text := doc.text))
        found = self.predict([text[start:end] for start, end in pieces])
        doc._.candidates = [
            Candidate(at + start, at + end, label, "ner", certain)
            for (at, _), names in zip(pieces, found, strict=True)
            for start, end, label, certain in names
            if certain >= self.min_score.get(label, 0.0)
        ]
        return doc

    def predict(self, texts: list[str]) -> list[list[tuple[int, int, str, float]]]:
        """(start, end, label, probability) of the names in each text, at most a window long."""
        if not texts:
            return []
        lengths = [len(t) for t in texts]
        scores = np.zeros((len(texts), max(lengths), len(self.decoder.labels)), np.float32)
        for row, text in enumerate(texts):
            scores[row, : len(text)] = self._scores(text)
        paths = self.decoder.paths(scores, lengths)
        return [list(self._spans(path, scores[row])) for row, path in enumerate(paths)]

    def _scores(self, text: str) -> np.ndarray:
        """Log probabilities (length, labels). One text at a time: the model's numbers are scaled by all that it is given
        at once, so a text would read otherwise in other company; and without padding it is faster, too."""
        ids = np.array([self.model.encode(text)], np.int64)
        scores = self.model.session.run([self.scheme], {"ids": ids})[0][0].astype(np.float32) / self.model.temperature
        return scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)

    def _spans(self, path: np.ndarray, scores: np.ndarray) -> Iterator[tuple[int, int, str, float]]:
        labels, start = self.decoder.labels, 0
        for i in map(int, np.flatnonzero(path)):
            label = labels[path[i]]
            if label[0] in "BS":
                start = i
            if label[0] in "ES":
                certain = float(np.exp(min(scores[t, path[t]] for t in range(start, i + 1))))
                yield start, i + 1, label[2:], certain


def make_tagger(nlp: Language, name: str, model: str, scheme: str, threads: int, min_score: dict[str, float]) -> NameTagger:
    """The spaCy factory of `NameTagger`; `model` is a name in `kg/nlp/models` or a path to an .onnx file."""
    path = Path(model) if model.endswith(".onnx") else MODELS / f"{model}.onnx"
    return NameTagger(load_tagger(path, threads), scheme, min_score)
