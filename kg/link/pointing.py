"""What the pointing words mean: 该公司, 该项目, 当地, the 政府 of 州党委、政府."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc, Span

from kg.knowledge.bodies import CORE_NAME
from kg.knowledge.gazetteer import COUNTY, load_gazetteer
from kg.link.companies import TRADES
from kg.link.keys import Identity, fold
from kg.nlp.doc import ANAPHORS

_POINTS = re.compile(r"^(?:该|这[家所一个座项条趟套]|此|当|本|贵|我)")
_ANY_NAME = ("项目", "工程", "航线", "基金", "线路", "办法", "措施")
_COMPANY = rf"(?:公司|集团|厂|矿|银行|合作社|企业|农场|酒店|{TRADES})$"
_SCHOOL = r"(学校|大学|学院|中学|小学|校|[一二三四五六七八九十]中)$"
_CLASS = {
    "行": r"(银行|支行|分行|行)$", "校": _SCHOOL, "学校": _SCHOOL, "院": r"(院|医院)$", "医院": r"医院$",
    "公司": _COMPANY, "企业": _COMPANY, "司": _COMPANY, "集团": r"(集团|公司)$", "单位": r"", "部门": r"(局|部门|委|厅|办)$",
    "委": r"委(员会)?$", "局": r"(局|部门)$", "关": r"海关$", "街道办": r"街道(办|办事处)$", "项目部": r"项目(经理)?部$",
    "园区": r"(园区?|区)$", "产业园": r"(园区?|区)$", "开发区": r"区$", "示范区": r"区$", "中心": r"中心$",
}  # fmt: skip
_OBLIQUE = re.compile(r"(?:[由与和向被对从给为据在到同归将把、及]|依托|通过|委托|联合|隶属于?|来自)$")
_NEXT = 2  # characters between a name and the word that takes it up at once
_SENTENCE_END = re.compile(r"[。！？；\n]")
_BODY_OF = {"政府": "government", "人大": "congress", "政协": "cppcc"}


def resolve_anaphors(doc: Doc) -> None:
    """Point every anaphor at the fitting name before it; those without one are dropped."""
    resolved, text = [], doc.text
    names: dict[str, list[Span]] = defaultdict(list)
    for name in doc.ents:
        names[name.label_].append(name)
    for span in doc.spans[ANAPHORS]:
        before = names[span.label_][: bisect_right(names[span.label_], span.start_char, key=lambda e: e.end_char)]
        identity = _coordinated(span, before) or _antecedent(doc, text, span, before)
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


def _antecedent(doc: Doc, text: str, span: Span, before: list[Span]) -> Identity | None:
    """The name before it that fits the noun: of bodies the topic, of all else the nearest."""
    noun = _POINTS.sub("", span.text)
    pointed = noun != span.text
    if span.label_ in ("PROJECT", "POLICY"):
        found = _nearest(before, lambda e: e.text.endswith(noun)) or _nearest(before, lambda _: noun in _ANY_NAME and pointed)
        if not found and noun == "项目":
            found = _nearest(before, lambda _: True)
    elif span.text == "当地":
        found = _nearest(before, _is_division)
    elif span.label_ == "PLACE":
        found = _nearest(before, lambda e: _place_kind(doc, e).endswith(noun[-1]) and _place_fits(doc, e, noun))
    else:
        found = _topic(text, span, _bodies(doc, before, noun))
    return replace(doc._.identities[found.kb_id_]) if found else None


def _bodies(doc: Doc, before: list[Span], noun: str) -> list[Span]:
    """The organisations of the noun's class: by any of their wordings for a company, else by name or wording."""
    pattern = re.compile(_CLASS.get(noun, f"{noun}$"))
    identities = doc._.identities
    fitting = {e.kb_id_ for e in before if pattern.search(fold(identities[e.kb_id_].name or e.text)) or pattern.search(fold(e.text))}
    return [e for e in before if e.kb_id_ in fitting]


def _topic(text: str, span: Span, fitting: list[Span]) -> Span | None:
    """The subject of the last sentence that names one of them: the first there that no preposition governs.

    本院 and 贵公司 mean the first one of the article; 甲公司，该公司… means the one just named.
    """
    if not fitting or span.text[0] in "本我贵":
        return fitting[0] if fitting else None
    if span.start_char - fitting[-1].end_char <= _NEXT:
        return fitting[-1]
    last = _sentence(text, fitting[-1].start_char)
    latest = [e for e in fitting if e.start_char >= last]
    return next((e for e in latest if not _OBLIQUE.search(text[max(last, e.start_char - 3) : e.start_char])), latest[-1])


def _sentence(text: str, place: int) -> int:
    """Where the sentence that holds this character begins."""
    return max((m.end() for m in _SENTENCE_END.finditer(text, max(place - 300, 0), place)), default=max(place - 300, 0))


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
