"""Export the trained networks: `python -m kg.train.export --work DIR` writes recurrent.onnx, encoder.onnx and names.json.

Weights of matrices and embeddings become 8-bit integers (ONNX Runtime's dynamic quantisation, per channel). Fitted on the dev set: the
temperatures that make scores probabilities, the encoder's share in the mean, and how sure the recurrent
one must be to be trusted alone.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import tomllib
import torch

from kg.nlp.model import ENCODER, MODELS, NETWORKS, RECURRENT, NameModel, load_model
from kg.nlp.tagger import NameTagger
from kg.train import corpora
from kg.train.__main__ import CONFIG, ROOT
from kg.train.card import score
from kg.train.corpora import IGNORE, Sample
from kg.train.graph import write_encoder, write_recurrent
from kg.train.network import Encoder, Recurrent, Shape

SCHEMES = ("kg", "msra")
LOSS = 0.003  # of F1 on the dev set that the cascade may cost


def load(path: Path, kind: type[Encoder] | type[Recurrent]) -> Encoder | Recurrent:
    """The network of a checkpoint."""
    state = torch.load(path, weights_only=False)
    network = kind(state["shape"], dropout=0.0)
    network.load_state_dict(state["model"])
    return network.eval()


def write_networks(work: Path, out: Path, phases: list[dict]) -> dict[str, Shape]:
    """Every network as its last phase left it, as NAME.onnx; returns their shapes by name."""
    last = {phase["network"]: work / f"{phase['name']}.pt" for phase in phases}
    networks = {name: load(last[name], Recurrent if name == RECURRENT else Encoder) for name in NETWORKS}
    for name, network in networks.items():
        if isinstance(network, Encoder):
            write_encoder(network, out / f"{name}.onnx", SCHEMES)
        else:
            write_recurrent(network, out / f"{name}.onnx", SCHEMES)
    return {name: network.shape for name, network in networks.items()}


def write_meta(folder: Path, shapes: dict[str, Shape], model: NameModel | None = None) -> None:
    """Write names.json; without a model, with what is to be fitted still open."""
    meta = {
        "characters": "".join(shapes[ENCODER].characters),
        "labels": {scheme: shapes[ENCODER].labels[scheme] for scheme in SCHEMES},
        "temperatures": model.temperatures if model else dict.fromkeys(NETWORKS, 1.0),
        "share": model.share if model else 0.5,
        "sure": model.sure if model else 1.0,
        "layers": shapes[ENCODER].layers,
    }
    (folder / "names.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1), encoding="utf-8")


def opinions(model: NameModel, samples: list[Sample]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Each network's probabilities (characters, labels) of all that is labelled, and the right labels' numbers."""
    numbers = {n: i for i, n in enumerate(model.labels["kg"])}
    found: dict[str, list[np.ndarray]] = {name: [] for name in NETWORKS}
    right: list[int] = []
    for sample in samples:
        keep = [i for i, v in enumerate(sample.labels["kg"]) if v != IGNORE]
        right += [numbers.get(sample.labels["kg"][i], 0) for i in keep]
        for name in NETWORKS:
            read = model.recurrent([sample.text], "kg")[0] if name == RECURRENT else model.encoder(sample.text, "kg")
            found[name].append(read[keep])
    return {name: np.concatenate(some) for name, some in found.items()}, np.array(right)


def cross_entropy(probabilities: np.ndarray, right: np.ndarray) -> float:
    """Mean cross entropy in nats."""
    return float(-np.log(np.maximum(probabilities[np.arange(len(right)), right], 1e-9)).mean())


def fit_temperature(read: np.ndarray, right: np.ndarray) -> float:
    """The temperature with the least cross entropy (Guo et al. 2017, On Calibration of Modern Neural Networks)."""

    def loss(temperature: float) -> float:
        cooled = np.maximum(read, 1e-9) ** (1 / temperature)
        return cross_entropy(cooled / cooled.sum(-1, keepdims=True), right)

    return round(float(min(np.linspace(0.7, 3.0, 47), key=loss)), 2)


def fit_share(read: dict[str, np.ndarray], right: np.ndarray) -> float:
    """The encoder's share, in tenths, with the least cross entropy of the mean."""
    one, other = read[RECURRENT], read[ENCODER]
    return min((k / 10 for k in range(11)), key=lambda share: cross_entropy((1 - share) * one + share * other, right))


def fit_sure(model: NameModel, samples: list[Sample]) -> float:
    """The least threshold that costs the cascade no more than `LOSS` of F1."""
    best = score(NameTagger(model, "kg", "accurate"), samples, "kg")["all"].f1
    for sure in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99):
        if score(NameTagger(replace(model, sure=sure), "kg", "cascade"), samples, "kg")["all"].f1 >= best - LOSS:
            break
    return sure


def main() -> None:
    """Export the last checkpoints into the package."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.export", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder of the checkpoints that `python -m kg.train` wrote")
    parser.add_argument("--config", type=Path, default=CONFIG, help="the recipe they were trained by")
    parser.add_argument("--out", type=Path, default=MODELS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    shapes = write_networks(args.work, args.out, tomllib.loads(args.config.read_text(encoding="utf-8"))["phases"])
    write_meta(args.out, shapes)
    articles = corpora.annotated(ROOT / "seeds" / "dev")
    pieces = [piece for sample in articles for piece in corpora.cut(sample, 200)]
    model = load_model(args.out)
    read, right = opinions(model, pieces)
    model.temperatures |= {name: fit_temperature(read[name], right) for name in NETWORKS}
    read, right = opinions(model, pieces)
    model.share = fit_share(read, right)
    model.sure = fit_sure(model, articles)
    write_meta(args.out, shapes, model)
    sizes = {p.name: f"{p.stat().st_size / 1e6:.1f} MB" for p in sorted(args.out.glob("*.onnx"))}
    print(sizes, model.temperatures, f"share {model.share} sure {model.sure}")


if __name__ == "__main__":
    main()
