"""People of one name: one person or several? Told by where they hold their posts and which paper speaks of them.

Within an article one name is one person. Two articles mean one person unless what they say excludes it: posts in
divisions of which neither lies in the other, a post in one division and a mention without any in a paper of another,
or an author here and an office holder there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.extract import Row
from kg.knowledge.gazetteer import load_gazetteer

_AUTHOR = "author@"


@dataclass
class Person:
    """What is known of one bearer of a name: `anchors` are keys of the bodies of posts, or papers signed in; `homes` of its articles."""

    anchors: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)

    def add(self, other: Person) -> None:
        """Learn what another article says."""
        self.anchors |= other.anchors
        self.homes |= other.homes

    def divisions(self) -> set[str]:
        """Codes of the divisions of the posts; without any post, of the papers."""
        if any(not a.startswith(_AUTHOR) for a in self.anchors):
            return {part for a in self.anchors for part in a.split("/")[1:] if part.isdigit() and len(part) in (2, 4, 6, 9)}
        return self.homes

    def fits(self, other: Person) -> int:
        """-1 where the two exclude one another, else how much speaks for their being one."""
        if self.anchors & other.anchors:
            return 2
        if self.anchors and other.anchors and self._signs() != other._signs():
            return -1
        if not self.anchors and not other.anchors:
            return 1
        mine, theirs = self.divisions(), other.divisions()
        if not mine or not theirs:
            return 0
        gazetteer = load_gazetteer()
        return 1 if any(a in gazetteer.ancestors(b) or b in gazetteer.ancestors(a) for a in mine for b in theirs) else -1

    def _signs(self) -> bool:
        return any(a.startswith(_AUTHOR) for a in self.anchors)


def tell_apart(mentions: list[Row], relations: list[Row], articles: dict[str, Row], rank: dict[str, int]) -> dict[tuple[str, str], str]:
    """(key, article id) → key of the person meant; the first person of a name keeps the bare key."""
    where: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention["label"] == "PERSON":
            where[mention["key"]].add(mention["article_id"])
    anchors = _anchors(relations, articles)
    chosen = {}
    for key, ids in where.items():
        people: list[Person] = []
        for article_id in sorted(ids, key=rank.__getitem__):
            own = Person(anchors.get((key, article_id), set()), {h} if (h := articles[article_id].get("home")) else set())
            number = _bearer(own, people)
            people[number].add(own)
            chosen[key, article_id] = key if number == 0 else f"{key}#{number + 1}"
    return chosen


def _anchors(relations: list[Row], articles: dict[str, Row]) -> dict[tuple[str, str], set[str]]:
    """What fixes a person in an article: keys of the bodies of its posts, or that it signs articles of a paper."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for relation in relations:
        place = relation["head"], relation["article_id"]
        if relation["type"] == "HOLDS_POST":
            found[place].add(relation["tail"])
        elif relation["type"] == "AUTHORED":
            found[place].add(_AUTHOR + (articles[relation["article_id"]].get("home") or ""))
    return found


def _bearer(own: Person, people: list[Person]) -> int:
    """The one of the people that fits best; a new one where all are excluded."""
    fits = [own.fits(other) for other in people]
    if not fits or max(fits) < 0:
        people.append(Person())
        return len(people) - 1
    return fits.index(max(fits))
