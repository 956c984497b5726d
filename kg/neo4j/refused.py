"""What the embedded store does not answer as Neo4j does: refused, or told with the answer.

Found by running the shapes of `tests/neo4j/shapes.py` on both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.errors import InputError
from kg.neo4j.query import Query, code_of

REFUSED: tuple[tuple[str, str], ...] = (
    (r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH)\b", "writes; kg query only reads"),
    (r"\bLOAD\s+CSV\b", "reads other files"),
    (r"\bCALL\s+\w+\.|\b(SHOW|EXPLAIN|PROFILE|USE)\b", "is for a server"),
    (r"\[[^][]*\*\s*(\d*\s*\.\.)?\s*[]{]", "has no end; the embedded store would stop after ten steps, so write one, like *1..6"),
    (r"\b(properties|keys)\s*\(|\w\s*\{\s*\.", "lists properties that the embedded store adds; name those you want"),
    (r"\.type\b", "is a property that only the embedded store has; labels(…) and type(…) tell what something is"),
    (r"[])]\s*\.title\b", "may be a node's title, which only the embedded store has; nodes have a name"),
    (r"\bid\s*\(", "has no meaning here; use .id"),
    (r"\b(round|duration|datetime|localdatetime|localtime|time)\b\s*[.(]", "is calculated otherwise than Neo4j does"),
    (r"[\w)\]]\s*/\s*[\w($]", "divides, and the embedded store takes a division by zero for null where Neo4j gives Infinity or stops"),
)
"""What is not answered as Neo4j does: patterns and reasons."""
TOLD: tuple[tuple[str, str], ...] = (
    (r"\bshortestPath\s*\(", "of several shortest paths Neo4j may choose another; allShortestPaths gives them all"),
    (r"\btoString\s*\(", "toString writes large numbers with a decimal point otherwise than Neo4j does"),
)
"""What may differ harmlessly: patterns and what to say."""

_CLAUSE = re.compile(r"\b(?:MATCH|OPTIONAL|UNWIND|RETURN|CALL|WHERE|ORDER|SKIP|LIMIT)\b", re.IGNORECASE)


def check_supported(query: Query) -> None:
    """Refuse what would be answered differently.

    Raises:
        InputError: says what, and that a server answers it.
    """
    code = code_of(query.text)
    problems = ((found[0], reason) for pattern, reason in REFUSED if (found := re.search(pattern, code, re.IGNORECASE)))
    for what, reason in (*problems, *_names_taken_up_again(code), *_titles_of_nodes(code)):
        raise InputError(f"{query.title}: {' '.join(what.split())!r} {reason}. Without --dataset a server answers it")


def notes(query: Query) -> list[str]:
    """What to know of the answer: where Neo4j might say it a little differently."""
    return [f"embedded store: {said}" for pattern, said in TOLD if re.search(pattern, code_of(query.text), re.IGNORECASE)]


def _names_taken_up_again(code: str) -> Iterator[tuple[str, str]]:
    """Variables that a WITH dropped and a later clause uses anew: kglite may keep their old value."""
    for part in re.split(r"\bUNION\b", code, flags=re.IGNORECASE):
        known: set[str] = set()
        clauses = re.split(r"(?<!STARTS)(?<!ENDS)\s+WITH\b", " " + part, flags=re.IGNORECASE)
        for before, after in pairwise(clauses):
            known |= _bound(before)
            body = _CLAUSE.split(after, maxsplit=1)[0]
            kept = known if re.match(r"\s*\*", body) else _projected(body)
            rest = after[len(body) :]
            for name in sorted(known - kept):
                if re.search(rf"(?<![.$\w]){name}\b(?!\s*\()", rest):
                    yield name, "was dropped by WITH and is used again; give the later one another name"


def _projected(body: str) -> set[str]:
    """The names that the items of a WITH go by."""
    while (flat := re.sub(r"[(\[{][^()\[\]{}]*[)\]}]", " ", body)) != body:
        body = flat
    return {words[-1] for item in body.split(",") if (words := re.findall(r"[\w.]+", item))}


def _bound(code: str) -> set[str]:
    found = re.findall(r"[(\[]\s*([A-Za-z_]\w*)(?=\s*[:{)\]*])|\bAS\s+(\w+)|\b(\w+)\s*=\s*\(", code, re.IGNORECASE)
    return {name for group in found for name in group if name}


def _titles_of_nodes(code: str) -> Iterator[tuple[str, str]]:
    """`n.title` of a node, which kglite takes for its name."""
    for name in sorted(set(re.findall(r"\(\s*([A-Za-z_]\w*)(?=\s*[:{)])", code))):
        if re.search(rf"(?<![.\w]){name}\s*\.\s*title\b", code):
            yield f"{name}.title", "is a title of a node, which only the embedded store has; nodes have a name"
