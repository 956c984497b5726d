"""Train the name model: `python -m kg.train --work DIR [--config FILE] [--data DIR] [--phase NAME]`.

Downloads its public inputs by package name, reads our annotated text from seeds/, logs loss and F1,
writes a checkpoint every few minutes and goes on from it after a stop.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tomllib
import torch
from torch import Tensor
from torch.nn import functional

from kg.evaluate.annotated import TITLE
from kg.ontology import ENTITY_TYPES
from kg.train import corpora
from kg.train.augment import augment, names_by_type, swap_names
from kg.train.corpora import IGNORE, Sample
from kg.train.e5 import read_e5
from kg.train.evaluate import f1_of
from kg.train.fetch import fetch
from kg.train.lac import read_lac
from kg.train.network import Tagger, character_ids, encode, encoder_from, recurrent_from, shape_of

ROOT = Path(__file__).parents[2]
SAVE_EVERY = 300.0  # seconds
SWAP = 0.5  # of our samples have names replaced, half of them each


def load_samples(cache: Path, data: Path, limit: int, tasks: set[str]) -> dict[str, list[Sample]]:
    """Training samples by task, none of them in a public test set."""
    held_out = corpora.held_out_grams(sorted(data.glob("*_test.bio")) + sorted(data.glob("*_dev.bio")))
    readers: dict[str, Callable[[], list[Sample]]] = {
        "msra": lambda: corpora.msra(fetch("msra", cache), held_out),
        "words": lambda: corpora.words(fetch("pd98", cache), held_out),
        "resume": lambda: corpora.resume(data / "resume_train.bmes"),
        "kg": lambda: corpora.annotated(ROOT / "seeds" / "train"),
    }
    return {task: [piece for sample in readers[task]() for piece in corpora.cut(sample, limit)] for task in sorted(tasks)}


def label_names(samples: dict[str, list[Sample]]) -> dict[str, list[str]]:
    """All labels of each task, O first; a type brings its B, I, E and S."""
    kinds = {task: sorted({v[2:] for s in some for v in s.labels[task] if v[0] in "BIES" and len(v) > 1}) for task, some in samples.items()}
    kinds["kg"] = [*ENTITY_TYPES, TITLE]
    return {task: ["O", *[f"{p}-{k}" for k in names for p in "BIES"]] for task, names in kinds.items()}


def batches(samples: list[Sample], task: str, characters: int, rng: random.Random) -> Iterator[list[Sample]]:
    """Endless batches of samples of like length, in an order that `rng` decides."""
    names = names_by_type(samples, task) if task == "kg" else {}
    while True:
        pool = [augment(s, rng) if task in ("kg", "msra") else s for s in samples]
        pool = [swap_names(s, task, names, SWAP, rng) if names and rng.random() < SWAP else s for s in pool]
        pool.sort(key=lambda s: len(s.text) + rng.random() * 8)
        some: list[list[Sample]] = [[]]
        for sample in pool:
            if some[-1] and (len(some[-1]) + 1) * len(sample.text) > characters:
                some.append([])
            some[-1].append(sample)
        rng.shuffle(some)
        yield from some


def tensors(batch: list[Sample], task: str, ids: dict[str, int], numbers: dict[str, int]) -> tuple[Tensor, Tensor]:
    """(ids, targets) of a batch, padded with 0 and -100."""
    length = max(len(s.text) for s in batch)
    x = torch.zeros(len(batch), length, dtype=torch.long)
    y = torch.full((len(batch), length), -100, dtype=torch.long)
    for row, sample in enumerate(batch):
        x[row, : len(sample.text)] = torch.tensor(encode(sample.text, ids))
        y[row, : len(sample.text)] = torch.tensor([-100 if v == IGNORE else numbers.get(v, 0) for v in sample.labels[task]])
    return x, y


def optimizer_of(model: Tagger, rate: float, head: float) -> torch.optim.AdamW:
    """AdamW with decay on matrices alone and `head` times the rate for the heads."""
    groups: dict[tuple[bool, bool], list] = {}
    for name, value in model.named_parameters():
        matrix = value.dim() > 1 and "embed" not in name and "position" not in name
        groups.setdefault((name.startswith("head"), matrix), []).append(value)
    return torch.optim.AdamW(
        [{"params": p, "lr": rate * (head if top else 1), "weight_decay": 0.01 if matrix else 0.0} for (top, matrix), p in groups.items()],
        fused=True,
    )


def train_phase(model: Tagger, phase: dict, config: dict, samples: dict[str, list[Sample]], work: Path, dev: dict) -> None:
    """Run one phase from its checkpoint, if there is one, to its end."""
    rng = random.Random(f"{config['seed']}-{phase['name']}")
    torch.manual_seed(config["seed"])
    torch.set_flush_denormal(True)
    tasks, weights = zip(*phase["mix"].items(), strict=True)
    plan = rng.choices(tasks, weights, k=phase["steps"])
    streams = {t: batches(samples[t], t, phase["characters"], random.Random(f"{t}-{phase['name']}")) for t in tasks}
    ids = character_ids(model.shape.characters)
    numbers = {t: {v: i for i, v in enumerate(names)} for t, names in model.shape.labels.items()}
    optimizer = optimizer_of(model, phase["rate"], phase.get("head", 5.0))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / phase["warmup"], 1 - (1 - phase["floor"]) * n / (phase["steps"] + 1))
    )
    checkpoint = work / f"{phase['name']}.pt"
    first = _restore(checkpoint, model, optimizer, schedule)
    saved, began, mean = time.time(), time.time(), dict[str, float]()
    for step, task in enumerate(plan):
        batch = next(streams[task])
        if step < first:
            continue
        x, y = tensors(batch, task, ids, numbers[task])
        model.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(x, task)
        loss = functional.cross_entropy(scores.float().flatten(0, 1), y.flatten(), ignore_index=-100)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean[task] = 0.98 * mean.get(task, loss.item()) + 0.02 * loss.item()
        if (step + 1) % 50 == 0:
            print(
                f"{phase['name']} {step + 1}/{phase['steps']} {time.time() - began:.0f} s",
                *(f"{t} {v:.4f}" for t, v in sorted(mean.items())),
                flush=True,
            )
        if time.time() - saved > SAVE_EVERY or step + 1 == phase["steps"]:
            _save(checkpoint, model, optimizer, schedule, step + 1)
            saved = time.time()
        if (step + 1) % 500 == 0 or step + 1 == phase["steps"]:
            print(f"{phase['name']} {step + 1}", json.dumps({k: f1_of(model, k, some) for k, some in dev.items()}), flush=True)


def _save(path: Path, model: Tagger, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR, step: int) -> None:
    part = path.with_suffix(".part")
    state = {
        "model": model.state_dict(),
        "shape": model.shape,
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "step": step,
    }
    torch.save(state, part)
    part.replace(path)


def _restore(path: Path, model: Tagger, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=False)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    print(f"going on from {path} at step {state['step']}", flush=True)
    return state["step"]


def main() -> None:
    """Parse the command line and run the phases in order."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads, checkpoints and the log")
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the public test sets and resume_train.bmes"
    )
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    parser.add_argument("--phase", help="run this phase alone, from the end of the one before it")
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    args.work.mkdir(parents=True, exist_ok=True)
    wanted = [p for p in config["phases"] if args.phase in (None, p["name"])]
    samples = load_samples(args.work, args.data, config["limit"], {task for p in wanted for task in p["mix"]})
    print({t: (len(s), sum(len(p.text) for p in s)) for t, s in samples.items()}, flush=True)
    e5, lac = read_e5(fetch("e5", args.work)), read_lac(fetch("lac", args.work))
    shape = shape_of(e5, lac, config["layers"], _fixed_labels(args.work / "labels.json", samples))
    networks: dict[str, Tagger] = {
        "encoder": encoder_from(e5, shape, config["dropout"]), "recurrent": recurrent_from(lac, shape, config["dropout"]),
    }  # fmt: skip
    dev = {"kg": [p for s in corpora.annotated(ROOT / "seeds" / "dev") for p in corpora.cut(s, config["limit"])]}
    for phase in config["phases"]:
        network = networks[phase["network"]]
        if phase in wanted:
            train_phase(network, phase, config, samples, args.work, dev)
        elif (done := args.work / f"{phase['name']}.pt").exists():
            network.load_state_dict(torch.load(done, weights_only=False)["model"])


def _fixed_labels(path: Path, samples: dict[str, list[Sample]]) -> dict[str, list[str]]:
    """The labels of the first run: later runs keep them, so that checkpoints stay readable."""
    if not path.exists():
        path.write_text(json.dumps(label_names(samples), ensure_ascii=False), encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
