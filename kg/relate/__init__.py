"""Relations by rules: a spaCy component and the rule families it reads."""

from kg.relate.extractor import RelationExtractor, make_relation_extractor
from kg.relate.quantities import find_amounts, yuan

__all__ = ["RelationExtractor", "find_amounts", "make_relation_extractor", "yuan"]
