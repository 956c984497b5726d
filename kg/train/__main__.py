"""Train the name model: `python -m kg.train --work DIR [--config FILE] [--data DIR] [--phase NAME]`.

Downloads its public inputs by package name, reads our annotated text from seeds/, logs loss and F1,
writes a checkpoint every few minutes and goes on from it after a stop.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import tomllib
import torch

from kg.evaluate.annotated import TITLE
from kg.ontology import ENTITY_TYPES
from kg.train import corpora
from kg.train.corpora import Sample
from kg.train.e5 import E5Weights, read_e5
from kg.train.fetch import fetch
from kg.train.lac import LacWeights, read_lac
from kg.train.network import Tagger, encoder_from, recurrent_from, shape_of
from kg.train.phase import train_phase

ROOT = Path(__file__).parents[2]
CONFIG = Path(__file__).with_name("config.toml")


def load_samples(cache: Path, data: Path, limit: int, tasks: set[str]) -> dict[str, list[Sample]]:
    """Training samples by task, none of them in a public test set."""
    held_out = corpora.held_out_grams(sorted(data.glob("*_test.bio")) + sorted(data.glob("*_dev.bio")))
    readers: dict[str, Callable[[], list[Sample]]] = {
        "msra": lambda: corpora.msra(fetch("msra", cache), held_out),
        "words": lambda: corpora.words(fetch("pd98", cache), held_out),
        "kg": lambda: corpora.annotated(ROOT / "seeds" / "train"),
    }
    return {task: [piece for sample in readers[task]() for piece in corpora.cut(sample, limit)] for task in sorted(tasks)}


def label_names(samples: dict[str, list[Sample]]) -> dict[str, list[str]]:
    """All labels of each task, O first; a type brings its B, I, E and S."""
    kinds = {task: sorted({v[2:] for s in some for v in s.labels[task] if v[0] in "BIES" and len(v) > 1}) for task, some in samples.items()}
    kinds["kg"] = [*ENTITY_TYPES, TITLE]
    return {task: ["O", *[f"{p}-{k}" for k in names for p in "BIES"]] for task, names in kinds.items()}


def networks_of(config: dict, e5: E5Weights, lac: LacWeights, labels: dict[str, list[str]]) -> dict[str, Tagger]:
    """The untrained networks by name."""
    shape, dropout = shape_of(e5, lac, config["layers"], labels), config["dropout"]
    return {"recurrent": recurrent_from(lac, shape, dropout), "encoder": encoder_from(e5, shape, dropout)}


def main() -> None:
    """Parse the command line and run the phases in order."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads, checkpoints and the log")
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the public test sets, whose sentences are left out"
    )
    parser.add_argument("--config", type=Path, default=CONFIG)
    parser.add_argument("--phase", help="run this phase alone, from the end of the one before it")
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    args.work.mkdir(parents=True, exist_ok=True)
    wanted = [p for p in config["phases"] if args.phase in (None, p["name"])]
    samples = load_samples(args.work, args.data, config["limit"], {task for p in wanted for task in p["mix"]})
    print({t: (len(s), sum(len(p.text) for p in s)) for t, s in samples.items()}, flush=True)
    labels = _fixed_labels(args.work / "labels.json", samples)
    networks = networks_of(config, read_e5(fetch("e5", args.work)), read_lac(fetch("lac", args.work)), labels)
    dev = {"kg": [p for s in corpora.annotated(ROOT / "seeds" / "dev") for p in corpora.cut(s, config["limit"])]}
    for phase in config["phases"]:
        network = networks[phase["network"]]
        if phase in wanted:
            teacher = networks[phase["teacher"]].eval() if "teacher" in phase else None
            train_phase(network, phase, config["seed"], samples, dev, args.work, teacher)
        elif (done := args.work / f"{phase['name']}.pt").exists():
            network.load_state_dict(torch.load(done, weights_only=False)["model"])


def _fixed_labels(path: Path, samples: dict[str, list[Sample]]) -> dict[str, list[str]]:
    """The labels of the first run: later runs keep them, so that checkpoints stay readable."""
    if not path.exists():
        path.write_text(json.dumps(label_names(samples), ensure_ascii=False), encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
