"""Two kinds of tagger on single characters: BERT encoders that read well, and a recurrent network that reads fast.

Each has a softmax head a task. An encoder starts from the first layers of multilingual-e5-small (`kg.train.e5`), the recurrent
network from Baidu's LAC (`kg.train.lac`); they share nothing but the numbers of the characters.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.train.e5 import E5Weights
from kg.train.lac import LacWeights

PAD, UNKNOWN, BREAK = 0, 1, 2


@dataclass(frozen=True)
class Shape:
    """Sizes of a network of either kind; `labels` maps a task to its labels.

    Encoders know the first `known` characters and take the others for one.
    """

    layers: int
    hidden: int
    heads: int
    feed_forward: int
    positions: int
    recurrent: int
    recurrent_embedding: int
    characters: list[str]
    known: int
    labels: dict[str, list[str]]


def character_ids(characters: list[str]) -> dict[str, int]:
    """Row of each character in the embedding; rows 0 to 2 are padding, unknown and line break."""
    return {"\n": BREAK} | {c: i + 3 for i, c in enumerate(characters)}


def encode(text: str, ids: dict[str, int]) -> list[int]:
    """One row number a character; forms that NFKC folds to one known character share its row."""
    return [ids.get(c) or ids.get(unicodedata.normalize("NFKC", c), UNKNOWN) for c in text]


class Dropout(nn.Module):
    """Dropout with masks cut from one pool of random numbers: drawing them anew took longer than the layer."""

    pool = torch.empty(0)

    def __init__(self, rate: float, size: int = 1 << 24) -> None:
        super().__init__()
        self.rate = rate
        if rate and not Dropout.pool.numel():
            Dropout.pool = ((torch.rand(size) >= rate) / (1 - rate)).bfloat16()

    def forward(self, x: Tensor) -> Tensor:
        """x of any shape, with about `rate` of its numbers zeroed in training."""
        if not self.training or not self.rate:
            return x
        start = int(torch.randint(len(self.pool) - x.numel(), ()))
        return x * self.pool[start : start + x.numel()].view_as(x)


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
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x is (batch, length, hidden); mask is (batch, 1, 1, length), 0 or a large negative number.

        Attention is written out: on a CPU that is several times faster than PyTorch's kernel for it.
        """
        batch, length, hidden = x.shape
        size = hidden // self.heads
        q, k, v = self.qkv(x).reshape(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4).contiguous()
        weights = ((q * size**-0.5) @ k.transpose(-1, -2) + mask.to(q.dtype)).softmax(-1)
        seen = weights.to(v.dtype) @ v
        x = self.norm1(x + self.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, hidden))))
        return self.norm2(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Tagger(nn.Module):
    """Characters to label scores. A subclass says in `states` how the characters are read."""

    def __init__(self, shape: Shape, size: int, dropout: float) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = Dropout(dropout)
        self.head = nn.ModuleDict({task: nn.Linear(size, len(names)) for task, names in shape.labels.items()})

    def states(self, ids: Tensor) -> Tensor:
        """ids is (batch, length), 0 where padded; returns (batch, length, size)."""
        raise NotImplementedError

    def forward(self, ids: Tensor, task: str) -> Tensor:
        """Scores (batch, length, labels of the task)."""
        return self.head[task](self.states(ids))


class Recurrent(Tagger):
    """LAC's two bidirectional GRU layers and one more."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        size = shape.recurrent
        super().__init__(shape, 2 * size, dropout)
        self.embed = nn.Embedding(len(shape.characters) + 3, shape.recurrent_embedding, padding_idx=PAD)
        self.below = nn.GRU(shape.recurrent_embedding, size, 2, batch_first=True, bidirectional=True)
        self.above = nn.GRU(2 * size, size, 1, batch_first=True, bidirectional=True)

    def states(self, ids: Tensor) -> Tensor:
        """See `Tagger.states`."""
        lengths = (ids != PAD).sum(1)
        pack = functools.partial(nn.utils.rnn.pack_padded_sequence, lengths=lengths, batch_first=True, enforce_sorted=False)
        unpack = functools.partial(nn.utils.rnn.pad_packed_sequence, batch_first=True, total_length=ids.shape[1])
        with torch.autocast("cpu", enabled=False):
            low, _ = unpack(self.below(pack(self.dropout(self.embed(ids))))[0])
            high, _ = unpack(self.above(pack(self.dropout(low)))[0])
        return self.dropout(high)


class Encoder(Tagger):
    """Transformer layers on embeddings of characters and places; the heads see a weighted mean of what all layers say.

    Scalar mix: Peters et al. 2018, Deep Contextualized Word Representations. e5's upper layers say nearly the same of every
    character; with the mean the heads learn from the lower ones while the upper ones are made over.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__(shape, shape.hidden, dropout)
        self.embed = nn.Embedding(shape.known + 4, shape.hidden, padding_idx=PAD)
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape.hidden, shape.heads, shape.feed_forward, dropout) for _ in range(shape.layers))
        self.mix = nn.Parameter(torch.zeros(shape.layers))

    def states(self, ids: Tensor) -> Tensor:
        """See `Tagger.states`."""
        ids = ids.clamp(max=len(self.embed.weight) - 1)
        mask = ((ids == PAD).float() * -1e4)[:, None, None, :]
        places = torch.arange(ids.shape[1], device=ids.device) + 2
        x = self.dropout(self.norm(self.embed(ids) + self.position(places)))
        said = []
        for layer in self.layers:
            said.append(x := layer(x, mask))
        return sum(share * x for share, x in zip(self.mix.softmax(0), said, strict=True))  # type: ignore[return-value]


def shape_of(e5: E5Weights, lac: LacWeights, layers: int, labels: dict[str, list[str]]) -> Shape:
    """The sizes of both sources, with `layers` of e5's; the characters that either of them knows."""
    rare = sorted(lac.rows.keys() - set(e5.characters) - {"\n"})
    size = lac.embeddings.shape[1]
    characters, known = [*e5.characters, *rare], len(e5.characters)
    return Shape(layers, e5.hidden, e5.heads, e5.feed_forward, len(e5.positions), lac.hidden, size, characters, known, labels)


def encoder_from(e5: E5Weights, shape: Shape, dropout: float) -> Encoder:
    """An encoder of the first layers of e5."""
    network = Encoder(shape, dropout)
    state = network.state_dict()
    known = range(2, 2 + len(e5.characters))
    state["embed.weight"] = torch.tensor(e5.embeddings[[PAD, UNKNOWN, UNKNOWN, *known, UNKNOWN]])
    state["position.weight"] = torch.tensor(e5.positions)
    state["norm.weight"], state["norm.bias"] = map(torch.tensor, e5.norm)
    for i, layer in enumerate(e5.layers[: shape.layers]):
        state |= {f"layers.{i}.{name}": torch.tensor(value) for name, value in _layer_state(layer).items()}
    network.load_state_dict(state)
    return network


def recurrent_from(lac: LacWeights, shape: Shape, dropout: float) -> Recurrent:
    """A recurrent network that begins as LAC."""
    network = Recurrent(shape, dropout)
    state = network.state_dict()
    rows = [lac.rows.get(c, lac.unknown) for c in (" ", "OOV", " ", *shape.characters)]
    state["embed.weight"] = torch.tensor(lac.embeddings[rows])
    state["embed.weight"][PAD] = 0
    state |= {f"below.{name}": torch.tensor(value) for name, value in lac.gru.items()}
    network.load_state_dict(state)
    return network


def _layer_state(layer: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    names = {"out": "ao", "norm1": "aln", "wide": "fi", "narrow": "fo", "norm2": "oln"}
    state = {f"qkv.{long}": np.concatenate([layer[f"{n}.{short}"] for n in "qkv"]) for long, short in (("weight", "w"), ("bias", "b"))}
    for ours, theirs in names.items():
        state |= {f"{ours}.weight": layer[f"{theirs}.w"], f"{ours}.bias": layer[f"{theirs}.b"]}
    return state
