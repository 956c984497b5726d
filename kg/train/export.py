"""Export the trained networks: `python -m kg.train.export --work DIR` writes recurrent.onnx, encoder.onnx and names.json.

Weights of matrices and embeddings become 8-bit integers (ONNX Runtime's dynamic quantisation, per channel). Fitted on the dev set: the
temperatures that make scores probabilities, and how sure the recurrent network must be for the cascade to trust it alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from kg.nlp.tagger import MODELS, NameTagger, TaggerModel, load_tagger
from kg.train import corpora
from kg.train.__main__ import ROOT
from kg.train.card import score
from kg.train.corpora import IGNORE, Sample
from kg.train.graph import write_encoder, write_recurrent
from kg.train.network import Encoder, Recurrent, Shape

SCHEMES = ("kg", "msra")
LOSS = 0.003  # of F1 on the dev set that the cascade may cost
PARTS = ("recurrent", "encoder")
T = TypeVar("T", Encoder, Recurrent)


def load(path: Path, kind: type[T]) -> T:
    """The network of a checkpoint."""
    state = torch.load(path, weights_only=False)
    network = kind(state["shape"], 0.0)
    network.load_state_dict(state["model"])
    return network.eval()


def write_meta(folder: Path, shape: Shape, temperatures: dict[str, float], sure: float) -> None:
    """Write names.json."""
    labels = {scheme: shape.labels[scheme] for scheme in SCHEMES}
    meta = {"characters": "".join(shape.characters), "labels": labels, "temperatures": temperatures, "sure": sure, "layers": shape.layers}
    (folder / "names.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1), encoding="utf-8")


def fit_temperature(model: TaggerModel, part: str, samples: Iterable[Sample]) -> float:
    """The temperature with the least cross entropy on the samples (Guo et al. 2017, On Calibration of Modern Neural Networks)."""
    tagger, scores, targets = NameTagger(model, "kg"), [], []
    numbers = {n: i for i, n in enumerate(model.labels["kg"])}
    for sample in samples:
        keep = [i for i, v in enumerate(sample.labels["kg"]) if v != IGNORE]
        scores.append((tagger.quick([sample.text])[0] if part == "recurrent" else tagger.slow(sample.text))[keep])
        targets += [numbers.get(sample.labels["kg"][i], 0) for i in keep]
    table, right = torch.tensor(np.concatenate(scores)), torch.tensor(targets)
    return float(min(np.linspace(0.7, 3.0, 47), key=lambda t: torch.nn.functional.cross_entropy(table / t, right).item()))


def fit_sure(model: TaggerModel, samples: list[Sample]) -> float:
    """The least threshold that costs the cascade no more than `LOSS` of F1."""
    best = score(NameTagger(model, "kg", "accurate"), samples, "kg")["all"].f1
    for model.sure in np.linspace(0.4, 0.95, 12):
        if score(NameTagger(model, "kg", "cascade"), samples, "kg")["all"].f1 >= best - LOSS:
            break
    return round(float(model.sure), 2)


def main() -> None:
    """Export the last checkpoints into the package."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.export", description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", default="again", help="phase whose encoder is taken")
    parser.add_argument("--recurrent", default="fast", help="phase whose recurrent network is taken")
    parser.add_argument("--out", type=Path, default=MODELS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    encoder, recurrent = load(args.work / f"{args.encoder}.pt", Encoder), load(args.work / f"{args.recurrent}.pt", Recurrent)
    write_recurrent(recurrent, args.out / "recurrent.onnx", SCHEMES)
    write_encoder(encoder, args.out / "encoder.onnx", SCHEMES)
    write_meta(args.out, encoder.shape, dict.fromkeys(PARTS, 1.0), 0.9)
    model = load_tagger(args.out)
    articles = corpora.annotated(ROOT / "seeds" / "dev")
    pieces = [piece for sample in articles for piece in corpora.cut(sample, 200)]
    model.temperatures |= (fitted := {part: fit_temperature(model, part, pieces) for part in PARTS})
    sure = fit_sure(model, articles)
    write_meta(args.out, encoder.shape, fitted, sure)
    sizes = {p.name: f"{p.stat().st_size / 1e6:.1f} MB" for p in sorted(args.out.glob("*.onnx"))}
    print(sizes, {k: round(v, 2) for k, v in fitted.items()}, f"sure {sure}")


if __name__ == "__main__":
    main()
