"""People of one name: one person or several? Told by where they hold their posts.

Within an article one name is one person. Two articles mean one person unless what they say excludes it: posts in
divisions of which neither lies in the other, or an author here and an office holder there.
"""

from __future__ import annotations

from collections import defaultdict

from kg.extract import Row
from kg.knowledge.gazetteer import load_gazetteer

AUTHOR = "author"


def tell_apart(mentions: list[Row], relations: list[Row], articles: dict[str, Row], rank: dict[str, int]) -> dict[tuple[str, str], str]:
    """(key, article id) → key of the person meant; the first person of a name keeps the bare key."""
    where: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention["label"] == "PERSON":
            where[mention["key"]].add(mention["article_id"])
    anchors = _anchors(relations)
    chosen = {}
    for key, ids in where.items():
        people: list[set[str]] = []
        for article_id in sorted(ids, key=rank.__getitem__):
            own = anchors.get((key, article_id), set())
            number = _place_of(own, people)
            people[number] |= own
            chosen[key, article_id] = key if number == 0 else f"{key}#{number + 1}"
    return chosen


def _anchors(relations: list[Row]) -> dict[tuple[str, str], set[str]]:
    """What fixes a person in an article: keys of the bodies of its posts, or that it signs the article."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for relation in relations:
        if relation["type"] == "HOLDS_POST":
            found[relation["head"], relation["article_id"]].add(relation["tail"])
        elif relation["type"] == "AUTHORED":
            found[relation["head"], relation["article_id"]].add(AUTHOR)
    return found


def _place_of(own: set[str], people: list[set[str]]) -> int:
    """The person that the anchors fit best; a new one where all are excluded."""
    best, score = -1, -1
    for number, other in enumerate(people):
        fit = _fit(own, other)
        if fit > score:
            best, score = number, fit
    if score < 0:
        people.append(set())
        return len(people) - 1
    return best


def _fit(own: set[str], other: set[str]) -> int:
    """-1 where two sets of anchors exclude one another, else how much they share."""
    if own & other:
        return 2
    if not own or not other:
        return 1
    if (AUTHOR in own) != (AUTHOR in other):
        return -1
    mine, theirs = _divisions(own), _divisions(other)
    if not mine or not theirs:
        return 0
    gazetteer = load_gazetteer()
    related = any(a in gazetteer.ancestors(b) or b in gazetteer.ancestors(a) for a in mine for b in theirs)
    return 1 if related else -1


def _divisions(keys: set[str]) -> set[str]:
    """Codes of divisions in keys such as PLACE/6523, ORG/party/6523, ORG/6523/应急管理局."""
    return {part for key in keys for part in key.split("/")[1:] if part.isdigit() and len(part) in (2, 4, 6, 9)}
