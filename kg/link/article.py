"""The linker within an article: one `kb_id_` for all wordings of one thing, and what the pointing words point at."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.knowledge.bodies import full_department
from kg.link.keys import Context, Identity, division_of, fold, identify, leading_division
from kg.link.pointing import resolve_anaphors
from kg.link.short import is_short_department, is_short_form

_HERE_CALLED = re.compile(
    r"[（(，,、]?\s*(?:(?:以下|下文|下|又|亦|也)?(?:统称|简称)|(?:以下|下文|下)称|[又亦也]称[为作])(?:为|作|：|:)?\s*[“\"「『‘]?"
)
_OUR_TOWN = re.compile(r"(?:我|全|本)(镇|乡|村|街道|社区|苏木|嘎查)")
_UNTOLD = ("委", "工委")  # a 组织部 alone may be any committee's
_SHARED = 2  # characters that a short form has in common with the full name; fewer need no closer look


class ArticleLinker:
    """Sets `kb_id_` of `doc.ents` and `doc.spans["anaphors"]`, and `doc._.identities`.

    `home` is the code of the paper's home for articles whose own page does not tell it.
    """

    def __init__(self, home: str | None = None) -> None:
        self.home = home

    def __call__(self, doc: Doc) -> Doc:
        article = doc._.article
        context = Context((article.home if article else None) or self.home)
        context.near = _divisions_by_weight(doc, context)
        found = [_identify(span, context) for span in doc.ents]
        found = _join_our_town(doc, _join_defined(doc, found))
        found = _join_short_forms(doc, found)
        doc.ents = [_with_key(span, identity.key) for span, identity in zip(doc.ents, found, strict=True)]
        doc._.identities = {i.key: i for i in sorted(found, key=lambda i: i.name is None, reverse=True)}
        resolve_anaphors(doc)
        return doc


def _divisions_by_weight(doc: Doc, context: Context) -> list[str]:
    """Codes of the divisions that the article names, those named most often first."""
    counts: Counter[str] = Counter()
    for span in doc.ents:
        text = fold(span.text)
        if span.label_ == "PLACE" and text[:1] not in "我全本":
            division = division_of(text, context)
        elif span.label_ == "ORG":
            division = leading_division(text, context)[1]
        else:
            continue
        if division and division.code.isdigit():
            counts[division.code] += 1
    return [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _identify(span: Span, context: Context) -> Identity:
    identity = identify(span.label_, span.text, context)
    code = identity.adcode or ""
    if code.isdigit() and len(code) <= 6 and span.label_ in ("PLACE", "ORG"):
        context.saw(code)
    return identity


def _join_defined(doc: Doc, found: list[Identity]) -> list[Identity]:
    """X（以下简称“Y”）: every Y takes X's key."""
    ents, text = list(doc.ents), doc.text
    wordings: dict[tuple[str, str], Identity] = {}
    for i, span in enumerate(ents[:-1]):
        match = _HERE_CALLED.match(text, span.end_char)
        nearest = ents[i + 1]
        if match and nearest.start_char - match.end() in (0, 1):
            wordings[nearest.label_, fold(nearest.text)] = found[i]
    return [wordings.get((span.label_, fold(span.text)), identity) for span, identity in zip(ents, found, strict=True)]


def _join_our_town(doc: Doc, found: list[Identity]) -> list[Identity]:
    """全镇, 我村: the only town or village of the article."""
    towns: dict[str, dict[str, Identity]] = defaultdict(dict)
    for span, identity in zip(doc.ents, found, strict=True):
        if span.label_ == "PLACE" and not _OUR_TOWN.fullmatch(span.text):
            towns[span.text[-1:]][identity.key] = identity
    joined = []
    for span, identity in zip(doc.ents, found, strict=True):
        ours = _OUR_TOWN.fullmatch(span.text) if span.label_ == "PLACE" else None
        meant = list(towns[ours[1][-1]].values()) if ours else []
        joined.append(meant[0] if len(meant) == 1 else identity)
    return joined


def _join_short_forms(doc: Doc, found: list[Identity]) -> list[Identity]:
    """A wording that can be short for exactly one longer name of its type takes that name's key."""
    longest: dict[tuple[str, str], Identity] = {}
    for span, identity in zip(doc.ents, found, strict=True):
        longest.setdefault((span.label_, fold(span.text)), identity)
    merged: dict[str, Identity] = {}
    characters = {text: set(text) for _, text in longest}
    for label, text in sorted(longest, key=lambda item: (len(item[1]), item)):
        own = longest[label, text]
        least = _SHARED if label != "PERSON" else 1
        near = (full for one, full in longest if one == label and len(characters[text] & characters[full]) >= least)
        fuller = {longest[label, full].key: longest[label, full] for full in near if _may_join(label, text, full, longest)}
        fuller.pop(own.key, None)
        if len(fuller) == 1 or (fuller and _one_line(label, text, fuller)):
            merged[own.key] = max(fuller.values(), key=lambda i: (len(i.name or i.key), i.key))
    return [_last(identity, merged) for identity in found]


def _may_join(label: str, short: str, full: str, known: dict[tuple[str, str], Identity]) -> bool:
    """Names of divisions and their bodies are told apart by their codes, all others by their wording."""
    one, other = known[label, short], known[label, full]
    if one.adcode or other.adcode:
        (*head, a), (*place, b) = one.key.split("/"), other.key.split("/")
        if label == "PLACE":
            return not one.adcode and is_short_form(label, short, full)
        if label == "ORG" and not one.adcode and place[1].isdigit():
            written = full_department(short)
            told = b.endswith(written) and b.removesuffix(written) not in _UNTOLD
            return (len(short) >= 3 and told) or is_short_department(written, b)
        return label == "ORG" and len(head) == 2 and head[1].isdigit() and head == place and is_short_department(a, b)
    return is_short_form(label, short, full)


def _one_line(label: str, text: str, fuller: dict[str, Identity]) -> bool:
    """Whether the candidates are short for one another, so that they are one thing after all."""
    names = sorted((fold(i.name or i.key.partition("/")[2]) for i in fuller.values()), key=len)
    return all(is_short_form(label, one, names[-1]) for one in names[:-1])


def _last(identity: Identity, merged: dict[str, Identity]) -> Identity:
    seen = set()
    while identity.key in merged and identity.key not in seen:
        seen.add(identity.key)
        identity = merged[identity.key]
    return identity


def _with_key(span: Span, key: str) -> Span:
    return Span(span.doc, span.start, span.end, label=span.label_, kb_id=key)


def make_linker(nlp: Language, name: str, home: str | None) -> ArticleLinker:
    """The spaCy factory of `ArticleLinker`."""
    return ArticleLinker(home)
