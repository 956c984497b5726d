"""Export a trained tagger: `python -m kg.train.export --work DIR --phase papers` writes names.onnx and names.json.

Weights of matrices and embeddings become 8-bit integers (ONNX Runtime's dynamic quantisation, per channel); the
temperature that makes scores probabilities is fitted on the dev set.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.nlp.tagger import MODELS
from kg.train import corpora
from kg.train.__main__ import ROOT
from kg.train.corpora import IGNORE, Sample
from kg.train.network import Tagger, character_ids, encode

SCHEMES = ("kg", "msra")


class Exported(nn.Module):
    """The tagger as one graph: ids in, one score table a scheme out; attention written out for the exporter."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        """ids (batch, length) → scores of each scheme."""
        states = self.tagger.states(ids)
        return tuple(self.tagger.head[scheme](states) for scheme in SCHEMES)


def load(path: Path) -> Tagger:
    """The tagger of a checkpoint."""
    state = torch.load(path, weights_only=False)
    tagger = Tagger(state["shape"], 0.0)
    tagger.load_state_dict(state["model"])
    return tagger.eval()


def write_onnx(tagger: Tagger, path: Path) -> None:
    """Write the network as 8-bit ONNX."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = path.with_suffix(".float.onnx")
    example = torch.randint(3, 1000, (2, 37))
    torch.onnx.export(
        Exported(tagger), (example,), str(plain), input_names=["ids"], output_names=list(SCHEMES),
        dynamic_axes={name: {0: "batch", 1: "length"} for name in ("ids", *SCHEMES)}, opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(plain))
    quantize_dynamic(plain, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"])
    plain.unlink()


def fit_temperature(tagger: Tagger, samples: list[Sample], task: str = "kg") -> float:
    """The temperature with the least cross entropy on the samples (Guo et al. 2017, On Calibration of Modern Neural Networks)."""
    scores, targets = [], []
    ids, numbers = character_ids(tagger.shape.characters), {n: i for i, n in enumerate(tagger.shape.labels[task])}
    with torch.no_grad():
        for sample in samples:
            keep = [i for i, v in enumerate(sample.labels[task]) if v != IGNORE]
            scores.append(tagger(torch.tensor([encode(sample.text, ids)]), task)[0][keep])
            targets.append(torch.tensor([numbers.get(sample.labels[task][i], 0) for i in keep]))
    logits, right = torch.cat(scores), torch.cat(targets)
    grid = np.linspace(0.7, 3.0, 47)
    return float(min(grid, key=lambda t: nn.functional.cross_entropy(logits / t, right).item()))


def main() -> None:
    """Export a phase's last checkpoint into the package."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.export", description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--phase", default="papers")
    parser.add_argument("--name", default="names")
    args = parser.parse_args()
    tagger = load(args.work / f"{args.phase}.pt")
    dev = [piece for s in corpora.annotated(ROOT / "seeds" / "dev") for piece in corpora.cut(s, 200)]
    write_onnx(tagger, MODELS / f"{args.name}.onnx")
    meta = {
        "characters": "".join(tagger.shape.characters),
        "labels": {scheme: tagger.shape.labels[scheme] for scheme in SCHEMES},
        "temperature": fit_temperature(tagger, dev) if dev else 1.0,
        "layers": tagger.shape.layers,
    }
    (MODELS / f"{args.name}.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1), encoding="utf-8")
    size = (MODELS / f"{args.name}.onnx").stat().st_size
    print(f"{args.name}.onnx {size / 1e6:.1f} MB, temperature {meta['temperature']:.2f}")


if __name__ == "__main__":
    main()
