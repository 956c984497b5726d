"""From a name, however it is written, to the entity: exact, folded, searched and nearest."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.graph.facts import encodable

# Blanks, quotation marks and title marks say nothing about who is meant.
_IGNORED = r"[\s\p{C}\"'“”‘’「」『』《》〈〉«»`]+"


def fold(names: pa.Array) -> pa.Array:
    """Names as they are compared: half width, lower case, no blanks, quotation marks or 《》."""
    plain = pc.utf8_normalize(names, "NFKC")
    return pc.utf8_lower(pc.replace_substring_regex(plain, _IGNORED, ""))


def fold_one(name: str) -> str:
    """`fold` for one string; lone surrogates are dropped."""
    return fold(pa.array([encodable(name)], pa.string()))[0].as_py()


class NameIndex:
    """All names and aliases of an entities table. Codes are row numbers of that table."""

    def __init__(self, entities: pa.Table) -> None:
        self._entities = entities
        self._mentions = entities["mentions"].fill_null(0).to_numpy()

    @cached_property
    def _names(self) -> pa.Array:
        """Folded names, then folded aliases."""
        aliases = pc.list_flatten(self._entities["aliases"]).combine_chunks()
        return fold(pa.chunked_array([*self._entities["name"].chunks, aliases], pa.string()).combine_chunks())

    @cached_property
    def _codes(self) -> np.ndarray:
        """The entity of each row of `_names`."""
        return np.concatenate([np.arange(len(self._entities)), pc.list_parent_indices(self._entities["aliases"]).to_numpy()])

    def find(self, name: str) -> list[int]:
        """Entities of this id, else of this exact name, else of this folded name, else of this alias; best known first."""
        for column in ("entity_id", "name"):
            hits = _where(pc.equal(self._entities[column], encodable(name)))
            if len(hits):
                return self._ranked(hits)
        key = fold_one(name)
        rows = _where(pc.equal(self._names, key)) if key else np.empty(0, int)
        own = rows[rows < len(self._entities)]
        return self._ranked(np.unique(self._codes[own if len(own) else rows]))

    def search(self, text: str) -> list[int]:
        """Entities whose names hold every word of `text`: whole names first, then beginnings and ends, then the best known."""
        words = [w for w in map(fold_one, text.split()) if w]
        if not words:
            return []
        hits = [np.unique(self._codes[_where(pc.match_substring(self._names, w))]) for w in words]
        found = hits[0]
        for more in hits[1:]:
            found = np.intersect1d(found, more)
        grade = self._grades(found, "".join(words))
        length = pc.utf8_length(self._entities["name"]).to_numpy()[found]
        return found[np.lexsort((found, length, -self._mentions[found], grade))].tolist()

    def nearest(self, name: str, limit: int = 5) -> list[int]:
        """Entities whose names are written most alike (Indel similarity, RapidFuzz)."""
        from rapidfuzz import fuzz, process

        key = fold_one(name)
        if not key:
            return []
        close = process.extract(key[:200], self._names.to_pylist(), scorer=fuzz.ratio, limit=4 * limit, score_cutoff=50)
        return list(dict.fromkeys(int(self._codes[row]) for _, _, row in close))[:limit]

    def _grades(self, codes: np.ndarray, key: str) -> np.ndarray:
        """0 a name or alias is the text, 1 the name begins or ends with it, 2 anything else."""
        whole = np.isin(codes, self._codes[_where(pc.equal(self._names, key))])
        own = self._names.take(pa.array(codes))
        edge = pc.or_(pc.starts_with(own, key), pc.ends_with(own, key)).to_numpy(zero_copy_only=False)
        return np.where(whole, 0, np.where(edge, 1, 2))

    def _ranked(self, codes: np.ndarray) -> list[int]:
        return codes[np.lexsort((codes, -self._mentions[codes]))].tolist()


def _where(mask: pa.Array | pa.ChunkedArray) -> np.ndarray:
    flags = mask.fill_null(False)
    return np.flatnonzero(flags.to_numpy(zero_copy_only=False) if isinstance(flags, pa.Array) else flags.to_numpy())
