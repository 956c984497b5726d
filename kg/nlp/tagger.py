"""The spaCy component of the built-in name model (`kg.nlp.model`): the names it reads, as candidates.

Readings: "fast" is the recurrent network alone, "accurate" the mean of both, "cascade" the first and, for texts of up to a window in
which it is unsure of a label, the second. An encoder that saw the unsure sentences alone would miss what stands around them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.machine import available_cores
from kg.nlp.candidates import Candidate
from kg.nlp.decoder import Decoder
from kg.nlp.model import NameModel, load_model

WINDOW = 200
BLOCK = 8  # windows that the recurrent network reads at once
_LEAST = 1e-9  # probability
_STOP = re.compile(r"[。！？!?；\n]")


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


class NameTagger:
    """The component: names that the model reads with at least the probability that `min_score` asks of their label, as candidates."""

    def __init__(
        self, model: NameModel, scheme: str = "kg", reading: str = "accurate", min_score: dict[str, float] | None = None, threads: int = 1
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
                text = doc.text  # spaCy puts it together from the tokens at every call
                ahead.append((doc, [pool.submit(self._read, text, some) for some in _blocks(text)]))
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
        scores = list(self.scores(texts))
        return [list(self.decoder.spans(path, own)) for path, own in zip(self.decoder.paths(scores), scores, strict=True)]

    def scores(self, texts: list[str]) -> Iterator[np.ndarray]:
        """Log probabilities (length, labels) of each text."""
        share = self.model.share
        for text, read in zip(texts, self.model.recurrent(texts, self.scheme), strict=True):
            if self.reading == "accurate" or (self.reading == "cascade" and read.max(-1).min() < self.model.sure):
                read = (1 - share) * read + share * self.model.encoder(text, self.scheme)
            yield np.log(np.maximum(read, _LEAST))


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """The windows of a text, some at a time."""
    pieces = list(windows(text))
    for at in range(0, len(pieces), BLOCK):
        yield pieces[at : at + BLOCK]


def make_tagger(nlp: Language, name: str, model: str, scheme: str, threads: int, min_score: dict[str, float]) -> NameTagger:
    """The spaCy factory of `NameTagger`; `model` is one of `READINGS`, `threads` 0 stands for all cores."""
    return NameTagger(load_model(), scheme, model, min_score, threads or available_cores())
