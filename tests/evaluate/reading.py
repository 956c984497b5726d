"""What reading makes of pages, against their gold: articles, titles, kinds, dates and authors.

    python -m tests.evaluate.reading seeds/pages seeds/gold [--errors]
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from kg.article import Article
from kg.evaluate.score import Counts, fold
from kg.read import find_files, read_articles


def read_pages(pages: Path, gold: Path) -> dict[str, tuple[list[dict], list[Article]]]:
    """For each gold document its articles, and those read from the pages whose path contains its name."""
    read = [(source.doc, read_articles(source)) for source in find_files(pages)]
    wanted = {p.stem: json.loads(p.read_text(encoding="utf-8"))["articles"] for p in sorted(gold.glob("[0-9]*.json"))}
    return {doc: (articles, [a for path, found in read if doc in path for a in found]) for doc, articles in wanted.items()}


def score_reading(pages: Path, gold: Path) -> tuple[dict[str, Counts], list[str]]:
    """Counts by measure, and a line for everything missed (-) or wrong (+)."""
    counts: dict[str, Counts] = defaultdict(Counts)
    errors: list[str] = []
    for doc, (wanted, found) in read_pages(pages, gold).items():
        errors += score_page(doc, wanted, found, counts)
    return counts, errors


def score_page(doc: str, wanted: list[dict], found: list[Article], counts: dict[str, Counts]) -> list[str]:
    """Add what was read from one page to the counts; returns a line for everything missed or wrong."""
    errors = []
    counts["articles"].tp += min(len(wanted), len(found))
    counts["articles"].fp += max(0, len(found) - len(wanted))
    counts["articles"].fn += max(0, len(wanted) - len(found))
    for measure, right, given in (
        ("titles", {fold(w["title"]) for w in wanted}, {fold(a.title) for a in found}),
        ("bylines", {fold(b) for w in wanted for b in w["byline"]}, {fold(b.name) for a in found for b in a.bylines}),
        ("dates", {w["date"] for w in wanted}, {a.date for a in found}),
    ):
        given, right = given - {"", None}, right - {"", None}
        counts[measure].add(given, right)
        errors += [f"{doc} {measure} -{s}" for s in sorted(map(str, right - given))]
        errors += [f"{doc} {measure} +{s}" for s in sorted(map(str, given - right))]
    return errors + _by_article(doc, wanted, found, counts)


def _by_article(doc: str, wanted: list[dict], found: list[Article], counts: dict[str, Counts]) -> list[str]:
    """Headline with kind in the order of the gold, and authors under the article that is theirs."""
    errors = []
    pairs = SequenceMatcher(None, [_key(w["title"], w["kind"]) for w in wanted], [_key(a.title, a.kind) for a in found], autojunk=False)
    for tag, a, b, c, d in pairs.get_opcodes():
        counts["title with kind"].tp += b - a if tag == "equal" else 0
        counts["title with kind"].fn += b - a if tag != "equal" else 0
        counts["title with kind"].fp += d - c if tag != "equal" else 0
        names = [{fold(x) for x in w["byline"]} for w in wanted[a:b]]
        read = [{fold(x.name) for x in r.bylines} for r in found[c:d]]
        if tag == "equal":
            for w, true, seen in zip(wanted[a:b], names, read, strict=True):
                counts["bylines in their article"].add(seen, true)
                if true != seen:
                    errors.append(f"{doc} {w['title'][:12] or w['kind']}: authors {sorted(true)} read {sorted(seen)}")
        else:
            counts["bylines in their article"].fn += sum(map(len, names))
            counts["bylines in their article"].fp += sum(map(len, read))
            right, given = [_key(w["title"], w["kind"]) for w in wanted[a:b]], [_key(r.title, r.kind) for r in found[c:d]]
            errors.append(f"{doc} articles {right} read {given}")
    return errors


def _key(title: str, kind: str) -> str:
    return f"{kind}:{fold(title)}"


def main(argv: list[str]) -> None:
    """Score the two folders named."""
    pages, gold = (Path(a) for a in argv if a != "--errors")
    counts, errors = score_reading(pages, gold)
    for line in errors if "--errors" in argv else []:
        print(line)
    for measure, c in counts.items():
        print(f"{measure:26s} P {c.precision:.3f} R {c.recall:.3f} F1 {c.f1:.3f}  tp {c.tp} fp {c.fp} fn {c.fn}")


if __name__ == "__main__":
    main(sys.argv[1:])
