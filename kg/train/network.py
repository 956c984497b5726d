"""The tagger: a BERT encoder on single characters with one softmax head a task.

The encoder starts from the first layers of multilingual-e5-small (`kg.train.e5`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.train.e5 import E5Weights

PAD, UNKNOWN, BREAK = 0, 1, 2


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; `labels` maps a task to its labels."""

    layers: int
    hidden: int
    heads: int
    feed_forward: int
    positions: int
    characters: list[str]
    labels: dict[str, list[str]]


def character_ids(characters: list[str]) -> dict[str, int]:
    """Row of each character in the embedding; rows 0 to 2 are padding, unknown and line break."""
    return {"\n": BREAK} | {c: i + 3 for i, c in enumerate(characters)}


def encode(text: str, ids: dict[str, int]) -> list[int]:
    """One row number a character; forms that NFKC folds to one known character share its row."""
    return [ids.get(c) or ids.get(unicodedata.normalize("NFKC", c), UNKNOWN) for c in text]


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.wide = nn.Linear(hidden, feed_forward)
        self.narrow = nn.Linear(feed_forward, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x is (batch, length, hidden); mask is (batch, 1, 1, length), 0 or a large negative number."""
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).reshape(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, hidden))))
        return self.norm2(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Tagger(nn.Module):
    """Characters to label scores, one head a task."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.embed = nn.Embedding(len(shape.characters) + 3, shape.hidden, padding_idx=PAD)
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape.hidden, shape.heads, shape.feed_forward, dropout) for _ in range(shape.layers))
        self.head = nn.ModuleDict({task: nn.Linear(shape.hidden, len(names)) for task, names in shape.labels.items()})

    def states(self, ids: Tensor) -> Tensor:
        """ids is (batch, length), 0 where padded; returns (batch, length, hidden)."""
        mask = ((ids == PAD).float() * -1e4)[:, None, None, :]
        places = torch.arange(ids.shape[1], device=ids.device) + 2
        x = self.dropout(self.norm(self.embed(ids) + self.position(places)))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, ids: Tensor, task: str) -> Tensor:
        """Scores (batch, length, labels of the task)."""
        return self.head[task](self.states(ids))


def from_e5(weights: E5Weights, layers: int, labels: dict[str, list[str]], dropout: float = 0.1) -> Tagger:
    """A tagger whose encoder is the first `layers` layers of e5."""
    shape = Shape(layers, weights.hidden, weights.heads, weights.feed_forward, len(weights.positions), weights.characters, labels)
    tagger = Tagger(shape, dropout)
    table = np.insert(weights.embeddings, BREAK, weights.embeddings[UNKNOWN], axis=0)
    state = tagger.state_dict()
    state["embed.weight"] = torch.tensor(table)
    state["position.weight"] = torch.tensor(weights.positions)
    state["norm.weight"], state["norm.bias"] = map(torch.tensor, weights.norm)
    for i, layer in enumerate(weights.layers[:layers]):
        state |= {f"layers.{i}.{name}": torch.tensor(value) for name, value in _layer_state(layer).items()}
    tagger.load_state_dict(state)
    return tagger


def _layer_state(layer: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    names = {"out": "ao", "norm1": "aln", "wide": "fi", "narrow": "fo", "norm2": "oln"}
    state = {f"qkv.{long}": np.concatenate([layer[f"{n}.{short}"] for n in "qkv"]) for long, short in (("weight", "w"), ("bias", "b"))}
    for ours, theirs in names.items():
        state |= {f"{ours}.weight": layer[f"{theirs}.w"], f"{ours}.bias": layer[f"{theirs}.b"]}
    return state
