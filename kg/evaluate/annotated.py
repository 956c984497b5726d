"""Annotated text: the plain-text format of `seeds/train`, `seeds/dev` and the sample pages.

The format is described in `seeds/README.md`. In short, an article is

    @ id                      then `key: value` lines, then a blank line,
    # headline                one or more,
    > byline                  none or more,
    a paragraph a line        with names marked [昌吉州|l1], [该公司|o2~], [政府|o3?], [局长|t],
    --                        then `o1 = full name` and `TYPE head tail key=value` lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import MarkupError
from kg.ontology import ENTITY_TYPES, RELATION_TYPES

MARK = re.compile(r"\[([^\[\]|]+)\|([a-z]\d*)([~?]?)\]")
_ID = re.compile(r"^[a-z]\d+$")
_NAME = re.compile(r"^([a-z]\d+)\s*=\s*(.+)$")
_PROP = re.compile(r"\s+([a-z_]+)=")
_TYPE_OF = {t.letter: t.name for t in ENTITY_TYPES.values()}
TITLE = "TITLE"


@dataclass(frozen=True)
class Mark:
    """A marked span of `text[start:end]`; `use` is name, anaphor (~) or soft (?)."""

    start: int
    end: int
    label: str
    key: str
    use: str = "name"


@dataclass(frozen=True)
class Fact:
    """A relation between two identities of the article (`tail` may be "article")."""

    type: str
    head: str
    tail: str
    props: dict[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass
class AnnotatedArticle:
    """One article: plain text, its marks (in order, never overlapping) and its facts."""

    id: str
    path: str
    line: int
    meta: dict[str, str]
    text: str = ""
    titles: list[tuple[int, int]] = field(default_factory=list)
    bylines: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def surfaces(self, key: str, use: str = "name") -> list[str]:
        """Different wordings of an identity, in order of appearance."""
        return list(dict.fromkeys(self.text[m.start : m.end] for m in self.marks if m.key == key and m.use == use))

    def name(self, key: str) -> str:
        """The canonical name: the one given below the text, else the longest wording, without 《》."""
        wordings = self.surfaces(key) or self.surfaces(key, "soft") or self.surfaces(key, "anaphor")
        return self.names.get(key) or max(wordings, key=len, default=key).strip("《》")


def read_annotated(path: Path) -> list[AnnotatedArticle]:
    """Read one annotated file.

    Raises:
        MarkupError: naming file and line of every broken place.
    """
    articles, problems = parse_annotated(path.read_text(encoding="utf-8"), str(path))
    if problems:
        raise MarkupError("\n".join(problems))
    return articles


def parse_annotated(source: str, path: str = "<text>") -> tuple[list[AnnotatedArticle], list[str]]:
    """Parse annotated text into articles and a list of `file:line: problem` messages."""
    problems: list[str] = []
    articles = [_parse_article(block, path, problems) for block in _blocks(source)]
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            problems.append(f"{path}:{article.line}: article id {article.id} is used twice")
        seen.add(article.id)
    return articles, problems


def _blocks(source: str) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("@ ") and block:
            yield block
            block = []
        if block or line.startswith("@ "):
            block.append((number, line.rstrip()))
    if block:
        yield block


def _parse_article(block: list[tuple[int, str]], path: str, problems: list[str]) -> AnnotatedArticle:
    first, head = block[0]
    article = AnnotatedArticle(head[2:].strip(), path, first, {})
    body = _parse_meta(block[1:], article)
    facts: list[tuple[int, str]] = []
    for place, (number, line) in enumerate(body):
        if line.strip() == "--":
            facts = body[place + 1 :]
            break
        if line.strip():
            _add_line(article, line.strip(), number, problems)
    for number, line in facts:
        if line.strip():
            _add_fact(article, line.strip(), number, problems)
    _check_keys(article, problems)
    return article


def _parse_meta(block: list[tuple[int, str]], article: AnnotatedArticle) -> list[tuple[int, str]]:
    for place, (_, line) in enumerate(block):
        match = re.match(r"^([a-z]+):\s*(.*)$", line)
        if not match:
            return block[place:]
        article.meta[match[1]] = match[2].strip()
    return []


def _add_line(article: AnnotatedArticle, line: str, number: int, problems: list[str]) -> None:
    spans = article.titles if line.startswith("# ") else article.bylines if line.startswith("> ") else None
    line = line[2:].strip() if spans is not None else line
    start = len(article.text) + (1 if article.text else 0)
    plain, at = "", 0
    for match in MARK.finditer(line):
        plain += line[at : match.start()]
        begin = start + len(plain)
        plain += match[1]
        at = match.end()
        label = TITLE if match[2] == "t" else _TYPE_OF.get(match[2][0])
        if label is None or (label != TITLE and not _ID.match(match[2])):
            problems.append(f"{article.path}:{number}: {match[0]}: unknown type {match[2]!r}")
            continue
        use = {"~": "anaphor", "?": "soft", "": "name"}[match[3]]
        article.marks.append(Mark(begin, start + len(plain), label, match[2], use))
    plain += line[at:]
    if re.search(r"[\[\]|]", plain):
        problems.append(f"{article.path}:{number}: stray [ ] or | in: {plain[:60]}")
    article.text += ("\n" if article.text else "") + plain
    if spans is not None:
        spans.append((start, start + len(plain)))


def _add_fact(article: AnnotatedArticle, line: str, number: int, problems: list[str]) -> None:
    named = _NAME.match(line)
    if named:
        article.names[named[1]] = named[2].strip()
        return
    head, *rest = _PROP.split(line)
    words = head.split()
    if len(words) != 3 or words[0] not in RELATION_TYPES:
        problems.append(f"{article.path}:{number}: not a relation or a name: {line[:60]}")
        return
    kind = RELATION_TYPES[words[0]]
    props = dict(zip(rest[::2], (v.strip() for v in rest[1::2]), strict=True))
    unknown = set(props) - set(kind.props)
    if unknown:
        problems.append(f"{article.path}:{number}: {kind.name} has no {', '.join(sorted(unknown))}")
    for key, allowed in ((words[1], kind.head), (words[2], kind.tail)):
        label = "ARTICLE" if key == "article" else _TYPE_OF.get(key[0])
        if label not in allowed:
            problems.append(f"{article.path}:{number}: {kind.name} joins {'/'.join(allowed)} here, not {key}")
    article.facts.append(Fact(words[0], words[1], words[2], props, number))


def _check_keys(article: AnnotatedArticle, problems: list[str]) -> None:
    marked = {m.key for m in article.marks}
    where = f"{article.path}:{article.line}: {article.id}"
    if not article.text:
        problems.append(f"{where}: no text")
    for key in article.names:
        if key not in marked:
            problems.append(f"{where}: {key} = {article.names[key]} is marked nowhere in the text")
    for fact in article.facts:
        for key in (fact.head, fact.tail):
            if key != "article" and key not in marked:
                problems.append(f"{where}: {fact.type} names {key}, which is marked nowhere in the text")


def unmarked_names(article: AnnotatedArticle) -> list[str]:
    """Names that are marked in one place of the article and stand unmarked in another."""
    free = list(article.text)
    for mark in article.marks:
        free[mark.start : mark.end] = "\0" * (mark.end - mark.start)
    rest = "".join(free)
    names = {article.text[m.start : m.end] for m in article.marks if m.label != TITLE and m.use == "name"}
    return sorted((n for n in names if len(n) > 1 and n in rest), key=lambda n: (-len(n), n))


def two_labels(articles: Iterable[AnnotatedArticle]) -> dict[str, set[str]]:
    """Wordings that carry more than one type over all articles, with those types."""
    labels: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for mark in article.marks:
            if mark.use == "name" and mark.label != TITLE:
                labels[article.text[mark.start : mark.end]].add(mark.label)
    return {name: kinds for name, kinds in sorted(labels.items()) if len(kinds) > 1}


def main(argv: list[str]) -> int:
    """Check the files named: broken markup, unmarked repeats, and how much there is."""
    paths = sorted(q for p in map(Path, argv) for q in (p.rglob("*.txt") if p.is_dir() else [p]))
    articles, problems = [], []
    for path in paths:
        found, broken = parse_annotated(path.read_text(encoding="utf-8"), str(path))
        articles += found
        problems += broken
    for line in problems:
        print(line)
    for article in articles:
        for name in unmarked_names(article):
            print(f"{article.path}:{article.line}: {article.id}: {name} is marked elsewhere in the article and unmarked here")
    for name, kinds in two_labels(articles).items():
        print(f"note: {name} is marked as {', '.join(sorted(kinds))}")
    chars, marks = sum(len(a.text) for a in articles), sum(len(a.marks) for a in articles)
    facts = sum(len(a.facts) for a in articles)
    print(f"{len(articles)} articles, {chars} characters, {marks} marks, {facts} relations, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
