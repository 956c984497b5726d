"""The linker within an article: one `kb_id_` for all wordings of one thing, and what the pointing words point at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.knowledge.bodies import CORE_NAME, full_department
from kg.knowledge.gazetteer import COUNTY, load_gazetteer
from kg.link.keys import Context, Identity, division_of, fold, identify, leading_division
from kg.link.short import is_short_department, is_short_form
from kg.nlp.doc import ANAPHORS

_HERE_CALLED = re.compile(r"[（(，,]?\s*(?:以下|下)?(?:统称|简称)(?:为|：|:)?[“\"「]?")
_ANY_NAME = ("项目", "工程", "航线", "基金", "线路", "办法", "措施")
_COMPANY = re.compile(r"(公司|集团|厂|矿|银行|合作社|电厂|煤矿|企业|农场|酒店)$")
_SHARED = 2  # characters that a short form has in common with the full name; fewer need no closer look
_BODY_OF = {"政府": "government", "人大": "congress", "政协": "cppcc"}
_CLASS = {
    "行": r"(银行|支行|分行|行)$", "校": r"(学校|大学|学院|中学|小学|校)$", "院": r"(院|医院)$", "委": r"委(员会)?$", "局": r"(局|部门)$",
    "公司": _COMPANY.pattern, "企业": _COMPANY.pattern, "集团": r"(集团|公司)$", "单位": r"", "部门": r"(局|部门|委|厅|办)$",
    "园区": r"(园区?|区)$", "产业园": r"(园区?|区)$", "开发区": r"区$", "示范区": r"区$", "医院": r"医院$", "中心": r"中心$",
}  # fmt: skip


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
        found = _join_defined(doc, found)
        found = _join_short_forms(doc, found)
        doc.ents = [_with_key(span, identity.key) for span, identity in zip(doc.ents, found, strict=True)]
        doc._.identities = {i.key: i for i in sorted(found, key=lambda i: i.name is None, reverse=True)}
        _resolve_anaphors(doc)
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
            return (len(short) >= 3 and b.endswith(written) and b != short) or is_short_department(written, b)
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


def _resolve_anaphors(doc: Doc) -> None:
    """Point every anaphor at the nearest fitting name before it; those without one are dropped."""
    resolved = []
    names: dict[str, list[Span]] = defaultdict(list)
    for name in doc.ents:
        names[name.label_].append(name)
    for span in doc.spans[ANAPHORS]:
        before = names[span.label_][: bisect_right(names[span.label_], span.start_char, key=lambda e: e.end_char)]
        identity = _coordinated(span, before) or _antecedent(doc, span, before)
        if identity:
            doc._.identities.setdefault(identity.key, identity)
            resolved.append(Span(doc, span.start, span.end, label=span.label_, kb_id=identity.key))
    doc.spans[ANAPHORS] = resolved


def _coordinated(span: Span, names: list[Span]) -> Identity | None:
    """The 政府 of 州党委、政府: the government of the division whose party committee stands before it."""
    role = _BODY_OF.get(span.text)
    if role is None:
        return None
    before = [e for e in names[-1:] if span.start_char - e.end_char <= 1]
    if not before or not before[-1].kb_id_.startswith("ORG/party/"):
        return None
    division = load_gazetteer().get(before[-1].kb_id_.rpartition("/")[2])
    return Identity(f"ORG/{role}/{division.code}", CORE_NAME[role].format(division.name), division.code) if division else None


def _antecedent(doc: Doc, span: Span, before: list[Span]) -> Identity | None:
    """The nearest name before it that fits the noun."""
    noun = re.sub(r"^(?:该|这家|这所|这一|这个|此|当)", "", span.text)
    if span.label_ in ("PROJECT", "POLICY"):
        found = _nearest(before, lambda e: e.text.endswith(noun)) or _nearest(before, lambda _: noun in _ANY_NAME)
    elif span.text == "当地":
        found = _nearest(before, _is_division)
    elif span.label_ == "PLACE":
        found = _nearest(before, lambda e: _place_kind(doc, e).endswith(noun[-1]) and _place_fits(doc, e, noun))
    else:
        pattern = re.compile(_CLASS.get(noun, f"{noun}$"))
        known = doc._.identities
        found = _nearest(before, lambda e: bool(pattern.search(fold(known[e.kb_id_].name or e.text)) or pattern.search(fold(e.text))))
        if not found and noun in ("公司", "企业", "集团"):
            companies = {e.kb_id_ for e in before if _COMPANY.search(e.text)}
            found = _nearest(before, lambda e: e.kb_id_ in companies)
    return replace(doc._.identities[found.kb_id_]) if found else None


def _nearest(names: list[Span], fits: Callable[[Span], bool]) -> Span | None:
    return next(filter(fits, reversed(names)), None)


def _is_division(span: Span) -> bool:
    return bool(load_gazetteer().get(span.kb_id_.removeprefix("PLACE/")))


def _place_kind(doc: Doc, span: Span) -> str:
    return doc._.identities[span.kb_id_].name or span.text


def _place_fits(doc: Doc, span: Span, noun: str) -> bool:
    division = load_gazetteer().get(span.kb_id_.removeprefix("PLACE/"))
    if noun in ("县", "旗", "区") and division:
        return division.level == COUNTY
    return True


def make_linker(nlp: Language, name: str, home: str | None) -> ArticleLinker:
    """The spaCy factory of `ArticleLinker`."""
    return ArticleLinker(home)
