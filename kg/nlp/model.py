"""The built-in name model's files: networks run by ONNX Runtime, and how their opinions are put together.

Two networks read characters: `recurrent`, fast, and `encoder`, which reads better and slower. In `models/` each has NAME.onnx with one
output of label scores a scheme, (batch, length, labels) float32: recurrent.onnx takes `ids`, (batch, length) int64 with 0 for padding,
and `lengths`, (batch) int32; encoder.onnx the `ids` of one text, (1, length). names.json has the characters, the labels by scheme, the
temperature by network, the encoder's share in their mean, and how sure the recurrent network must be to be trusted alone.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from kg.errors import ModelError

MODELS = Path(__file__).parent / "models"
RECURRENT, ENCODER = "recurrent", "encoder"
NETWORKS = (RECURRENT, ENCODER)


@dataclass
class NameModel:
    """A loaded model. `ids` maps a character to its row; `labels[scheme]` are the BIOES labels of an output; `temperatures[network]`
    makes scores probabilities; `share` is the encoder's in the mean; where the recurrent network is less sure than `sure`, it is asked."""

    sessions: dict[str, onnxruntime.InferenceSession]
    ids: dict[str, int]
    labels: dict[str, list[str]]
    temperatures: dict[str, float]
    share: float
    sure: float

    def encode(self, text: str) -> list[int]:
        """One row number a character; forms that NFKC folds to one known character share its row."""
        ids = self.ids
        return [ids.get(c) or ids.get(unicodedata.normalize("NFKC", c), 1) for c in text]

    def recurrent(self, texts: list[str], scheme: str) -> list[np.ndarray]:
        """Probabilities (length, labels) of each text by the recurrent network, which reads them all at once."""
        lengths = np.array([len(t) for t in texts], np.int32)
        ids = np.zeros((len(texts), lengths.max()), np.int64)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = self.encode(text)
        (scores,) = self.sessions[RECURRENT].run([scheme], {"ids": ids, "lengths": lengths})
        return [self._probabilities(scores[row, :length], RECURRENT) for row, length in enumerate(lengths)]

    def encoder(self, text: str, scheme: str) -> np.ndarray:
        """Probabilities (length, labels) by the encoder. It reads one text at a time: its 8-bit numbers are scaled by all that it is given
        at once, so a text would read otherwise in other company; and without padding it is faster, too."""
        (scores,) = self.sessions[ENCODER].run([scheme], {"ids": np.array([self.encode(text)], np.int64)})
        return self._probabilities(scores[0], ENCODER)

    def _probabilities(self, scores: np.ndarray, name: str) -> np.ndarray:
        scores = scores / self.temperatures[name]
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        return scores / scores.sum(-1, keepdims=True)


@functools.lru_cache(maxsize=2)
def load_model(folder: Path = MODELS) -> NameModel:
    """Load the model of a folder.

    Raises:
        ModelError: a file is missing or damaged.
    """
    try:
        meta = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        sessions = {name: _session(folder / f"{name}.onnx") for name in NETWORKS}
    except Exception as error:  # onnxruntime raises its own classes, which it does not export
        raise ModelError(f"{folder}: the name model cannot be loaded: {error}; reinstall kg") from error
    ids = {"\n": 2} | {c: i + 3 for i, c in enumerate(meta["characters"])}
    return NameModel(sessions, ids, meta["labels"], meta["temperatures"], meta["share"], meta["sure"])


def _session(path: Path) -> onnxruntime.InferenceSession:
    """One thread a session: several texts at a time are faster than several threads on one."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
