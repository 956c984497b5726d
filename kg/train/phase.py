"""One phase of training: batches in, a network that has learned from them out, with checkpoints on the way."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from kg.train.batches import batches, tensors
from kg.train.corpora import Sample
from kg.train.evaluate import f1_of
from kg.train.network import PAD, Tagger, character_ids

SAVE_EVERY = 300.0  # seconds
Texts = dict[str, list[Sample]]  # by task
TAUGHT = ("kg", "msra")  # tasks that a teacher teaches


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


def loss_of(model: Tagger, x: Tensor, y: Tensor, task: str, teacher: Tagger | None) -> Tensor:
    """Cross entropy of a task; with a teacher, plus the distance from its opinion on names, which any text shows.

    Knowledge distillation: Hinton et al. 2015, Distilling the Knowledge in a Neural Network.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.states(x)
        loss = functional.cross_entropy(model.head[task](states).float().flatten(0, 1), y.flatten(), ignore_index=-100)
        if teacher is None:
            return loss
        with torch.no_grad():
            opinion = teacher.states(x)
        there = (x != PAD).flatten()
        guesses, opinions = ([_log_probabilities(m, s, t)[there] for t in TAUGHT] for m, s in ((model, states), (teacher, opinion)))
    pairs = zip(guesses, opinions, strict=True)
    return loss + sum(functional.kl_div(g, o.detach(), reduction="batchmean", log_target=True) for g, o in pairs)


def _log_probabilities(model: Tagger, states: Tensor, task: str) -> Tensor:
    return model.head[task](states).float().flatten(0, 1).log_softmax(-1)


def train_phase(model: Tagger, phase: dict, seed: int, samples: Texts, dev: Texts, work: Path, teacher: Tagger | None = None) -> None:
    """Run one phase from its checkpoint, if there is one, to its end; `samples` to learn from and `dev` to be scored on."""
    name, steps, rng = phase["name"], phase["steps"], random.Random(f"{seed}-{phase['name']}")
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    tasks, weights = zip(*phase["mix"].items(), strict=True)
    plan = rng.choices(tasks, weights, k=steps)
    streams = {t: batches(samples[t], t, phase["characters"], random.Random(f"{t}-{name}")) for t in tasks}
    ids = character_ids(model.shape.characters)
    numbers = {t: {v: i for i, v in enumerate(names)} for t, names in model.shape.labels.items()}
    optimizer = optimizer_of(model, phase["rate"], phase.get("head", 5.0))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / phase["warmup"], 1 - (1 - phase["floor"]) * min(1.0, n / (steps + 1)))
    )
    checkpoint = work / f"{name}.pt"
    first = _restore(checkpoint, model, optimizer, schedule)
    saved, began, mean = time.time(), time.time(), dict[str, float]()
    for step, task in enumerate(plan):
        batch = next(streams[task])
        if step < first:
            continue
        model.train()
        loss = loss_of(model, *tensors(batch, task, ids, numbers[task]), task, teacher)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean[task] = 0.98 * mean.get(task, loss.item()) + 0.02 * loss.item()
        if (step + 1) % 50 == 0:
            losses = " ".join(f"{t} {v:.4f}" for t, v in sorted(mean.items()))
            print(f"{name} {step + 1}/{steps} {time.time() - began:.0f} s {losses}", flush=True)
        if time.time() - saved > SAVE_EVERY or step + 1 == steps:
            _save(checkpoint, model, optimizer, schedule, step + 1)
            saved = time.time()
        if (step + 1) % 1000 == 0 or step + 1 == steps:
            print(f"{name} {step + 1}", json.dumps({k: f1_of(model, k, some) for k, some in dev.items()}), flush=True)


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
