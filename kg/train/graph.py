"""The trained networks as ONNX graphs, written node by node with ONNX Runtime's fused operators.

The recurrent network reads ids (batch, length) of texts with those lengths; the encoder ids (1, length) of one text, without padding,
so nothing is masked. Operators of the domain com.microsoft:
https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.train.network import Encoder, Layer, Recurrent, Tagger

EPSILON = 1e-12


class Graph:
    """Nodes and weights of a graph under construction; methods add a node and return the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[TensorProto] = []

    def weight(self, value: np.ndarray) -> str:
        """A constant, float32 unless it is of integers."""
        name = f"w{len(self.weights)}"
        value = value if value.dtype == np.int64 else value.astype(np.float32)
        self.weights.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", output: str = "", **attributes: Any) -> str:
        """A node with one output."""
        name = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=f"{kind}_{len(self.nodes)}", domain=domain, **attributes))
        return name

    def linear(self, x: str, linear: nn.Linear, output: str = "") -> str:
        """x · weights + bias; ONNX Runtime makes one node of the two."""
        product = self.node("MatMul", x, self.weight(_numpy(linear.weight).T))
        return self.node("Add", product, self.weight(_numpy(linear.bias)), output=output)

    def norm(self, x: str, norm: nn.LayerNorm) -> str:
        """LayerNorm(x)."""
        weights = self.weight(_numpy(norm.weight)), self.weight(_numpy(norm.bias))
        return self.node("LayerNormalization", x, *weights, epsilon=EPSILON)

    def gru(self, x: str, gru: nn.GRU, layer: int, size: int) -> str:
        """A bidirectional GRU layer on (batch, length, features); needs the input `lengths`. ONNX wants update before reset."""
        weights = []
        for kinds in (("weight_ih",), ("weight_hh",), ("bias_ih", "bias_hh")):
            both = [
                np.concatenate([_update_first(_numpy(getattr(gru, f"{kind}_l{layer}{way}"))) for kind in kinds]) for way in ("", "_reverse")
            ]
            weights.append(self.weight(np.stack(both)))
        x = self.node("Transpose", x, perm=[1, 0, 2])
        x = self.node("GRU", x, *weights, "lengths", direction="bidirectional", hidden_size=size, linear_before_reset=1)
        x = self.node("Transpose", x, perm=[2, 0, 1, 3])
        return self.node("Reshape", x, self.weight(np.array([0, 0, 2 * size])))

    def layer(self, x: str, layer: Layer) -> str:
        """A transformer layer. SkipLayerNormalization and BiasGelu would say it in fewer nodes, but are slower than their parts."""
        qkv = self.weight(_numpy(layer.qkv.weight).T), self.weight(_numpy(layer.qkv.bias))
        seen = self.node("Attention", x, *qkv, domain="com.microsoft", num_heads=layer.heads)
        x = self.norm(self.node("Add", self.linear(seen, layer.out), x), layer.norm1)
        wide = self.node("Gelu", self.linear(x, layer.wide), domain="com.microsoft")
        return self.norm(self.node("Add", self.linear(wide, layer.narrow), x), layer.norm2)

    def heads(self, x: str, heads: nn.ModuleDict, schemes: tuple[str, ...]) -> None:
        """One output of label scores a scheme."""
        for scheme in schemes:
            self.linear(x, heads[scheme], output=scheme)  # type: ignore[arg-type]

    def save(self, path: Path, inputs: Mapping[str, tuple[int, Sequence[str | int]]], outputs: dict[str, list]) -> None:
        """Check, quantise to 8 bits and write."""
        graph = helper.make_graph(
            self.nodes, path.stem,
            [helper.make_tensor_value_info(n, kind, shape) for n, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n, shape in outputs.items()],
            self.weights,
        )  # fmt: skip
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        plain = path.with_suffix(".float.onnx")
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=9), str(plain))
        quantize_dynamic(
            plain, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Attention", "Gather"],
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
        plain.unlink()


def _update_first(value: np.ndarray) -> np.ndarray:
    reset, update, candidate = np.split(value, 3)
    return np.concatenate([update, reset, candidate])


def _numpy(value: Tensor) -> np.ndarray:
    return value.detach().float().numpy()


def write_recurrent(network: Recurrent, path: Path, schemes: tuple[str, ...]) -> None:
    """The recurrent network."""
    graph, size = Graph(), network.shape.recurrent
    x = graph.node("Gather", graph.weight(_numpy(network.embed.weight)), "ids")
    for layer in range(2):
        x = graph.gru(x, network.below, layer, size)
    graph.heads(graph.gru(x, network.above, 0, size), network.head, schemes)
    inputs = {"ids": (TensorProto.INT64, ["batch", "length"]), "lengths": (TensorProto.INT32, ["batch"])}
    graph.save(path, inputs, _sizes(network, "batch", schemes))


def write_encoder(network: Encoder, path: Path, schemes: tuple[str, ...]) -> None:
    """The encoder."""
    graph = Graph()
    length = graph.node("Gather", graph.node("Shape", "ids"), graph.weight(np.array(1)))
    places = graph.node("Range", graph.weight(np.array(2)), graph.node("Add", length, graph.weight(np.array(2))), graph.weight(np.array(1)))
    places = graph.node("Gather", graph.weight(_numpy(network.position.weight)), places)
    ids = graph.node("Min", "ids", graph.weight(np.array(len(network.embed.weight) - 1)))
    x = graph.node("Add", graph.node("Gather", graph.weight(_numpy(network.embed.weight)), ids), places)
    x = graph.norm(x, network.norm)
    said = []
    for layer, share in zip(network.layers, _numpy(network.mix.softmax(0)), strict=True):
        x = graph.layer(x, layer)  # type: ignore[arg-type]
        said.append(graph.node("Mul", x, graph.weight(np.asarray(share))))
    graph.heads(graph.node("Sum", *said), network.head, schemes)
    graph.save(path, {"ids": (TensorProto.INT64, [1, "length"])}, _sizes(network, 1, schemes))


def _sizes(network: Tagger, batch: str | int, schemes: tuple[str, ...]) -> dict[str, list]:
    return {s: [batch, "length", len(network.shape.labels[s])] for s in schemes}
