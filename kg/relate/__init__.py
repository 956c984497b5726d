"""Relations by rules: a spaCy component and the rule families it reads.

spaCy is loaded with the component only; sums of money are read without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.relate.quantities import find_amounts, yuan

if TYPE_CHECKING:
    from kg.relate.extractor import RelationExtractor, make_relation_extractor

__all__ = ["RelationExtractor", "find_amounts", "make_relation_extractor", "yuan"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'kg.relate' has no attribute {name!r}")
    from kg.relate import extractor

    return getattr(extractor, name)
