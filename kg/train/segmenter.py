"""Train the word segmentation model that the package ships: `python -m kg.train.segmenter --work DIR`.

People's Daily January 1998 through spacy-pkuseg's own trainer; then features that a small weight makes
useless are dropped and the rest stored as halves, in the form that `kg.nlp.segmenter` loads.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import spacy_pkuseg
import srsly
from spacy_pkuseg.config import config

from kg.nlp.segmenter import MODEL, write_model
from kg.train.corpora import read_words
from kg.train.fetch import fetch

HELD_OUT = 20  # every twentieth line is for testing


def write_words(source: Path, folder: Path, share: float) -> tuple[Path, Path]:
    """Write train and test text, words separated by blanks; `share` of the lines, evenly spread."""
    lines = [" ".join(word for word, _ in tokens) for i, tokens in enumerate(read_words(source)) if int(i * share) != int((i - 1) * share)]
    train, test = folder / "words.train", folder / "words.test"
    train.write_text("\n".join(line for i, line in enumerate(lines) if i % HELD_OUT), encoding="utf-8")
    test.write_text("\n".join(line for i, line in enumerate(lines) if i % HELD_OUT == 0), encoding="utf-8")
    return train, test


def prune(folder: Path, threshold: float) -> tuple[dict, np.ndarray]:
    """The trained model without features whose every weight is below `threshold`."""
    data = srsly.read_msgpack(folder / "features.msgpack")
    weights = np.load(folder / "weights.npz")
    tags, count = (int(n) for n in weights["sizes"])
    nodes, edges = weights["w"][: tags * count].reshape(count, tags), weights["w"][tags * count :]
    useful = np.abs(nodes).max(1) >= threshold
    useful[0] = True
    order = sorted(data["feature_to_idx"].items(), key=lambda item: item[1])
    kept = [name for name, i in order if useful[i]]
    data["feature_to_idx"] = {name: i for i, name in enumerate(kept)}
    words = {part for name in kept if name.startswith("w") for part in name.split(".", 1)[1].split("*")}
    data["unigram"] = sorted(w for w in data["unigram"] if w in words)
    data["bigram"] = []
    return data, np.concatenate([nodes[useful].ravel(), edges])


def main() -> None:
    """Train, prune, store and score."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.segmenter", description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--iterations", type=int, default=4)
    parser.add_argument("--share", type=float, default=0.5, help="of the text")
    parser.add_argument("--trim", type=int, default=2, help="features seen no more often than this are not learned")
    parser.add_argument("--threshold", type=float, default=0.02)
    args = parser.parse_args()
    folder = args.work / "segmenter"
    folder.mkdir(parents=True, exist_ok=True)
    train, test = write_words(fetch("pd98", args.work), folder, args.share)
    config.featureTrim = args.trim
    if not (folder / "weights.npz").exists():
        spacy_pkuseg.train(str(train), str(test), str(folder), train_iter=args.iterations)
    write_model(*prune(folder, args.threshold), MODEL)
    print(json.dumps(score(test)), f"{MODEL.stat().st_size / 1e6:.1f} MB")


def score(test: Path) -> dict[str, float]:
    """Word F1 of the shipped model on the held-out lines."""
    from kg.nlp.segmenter import load_segmenter

    segmenter, hit, found, gold = load_segmenter(), 0, 0, 0
    for line in test.read_text(encoding="utf-8").splitlines():
        right, guess = _spans(line.split()), _spans(segmenter.cut("".join(line.split())))
        hit, found, gold = hit + len(right & guess), found + len(guess), gold + len(right)
    return {"precision": hit / found, "recall": hit / gold, "f1": 2 * hit / (found + gold)}


def _spans(words: list[str]) -> set[tuple[int, int]]:
    at, spans = 0, set()
    for word in words:
        spans.add((at, at + len(word)))
        at += len(word)
    return spans


if __name__ == "__main__":
    main()
