"""Facts about a project or an organisation that the text prints beside it: investment, area, capacity, jobs, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.nlp.doc import ANAPHORS
from kg.relate.quantities import MONEY

_N = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)(?:余|多)?[十百千万亿]*(?:余|多)?"
_ABOUT = r"(?:约|达|为|可达|将达|近|超|超过|突破|预计达?|计划|人民币|：|:)*"
_DATE = r"(?:\d{4}年|今年|明年|去年|前年)?(?:\d{1,2}月(?:\d{1,2}日|底|初|中旬|上旬|下旬)?|年内|年底(?:前)?|上半年|下半年)|\d{4}年(?:底|初|年底)?|今年|明年|去年"
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")

PATTERNS: dict[str, re.Pattern[str]] = {
    "investment": re.compile(rf"(?:总投资|计划投资|投资总额|概算总投资|估算投资)额?{_ABOUT}(?P<value>{MONEY})"),
    "area": re.compile(rf"(?:占地面积|总占地|占地|用地面积){_ABOUT}(?P<value>{_N}(?:亩|公顷|平方米|平方公里|平米))"),
    "building_area": re.compile(rf"建筑(?:总)?面积{_ABOUT}(?P<value>{_N}(?:平方米|平米))"),
    "capacity": re.compile(
        rf"(?:年产能|设计产能|年设计生产能力|年处理能力|总装机容量|装机容量|总装机|总库容|库容|总仓容|年产){_ABOUT}(?P<value>{_N}[^，。；、）)的和与]{{1,8}})"
    ),
    "length": re.compile(rf"(?:全长|线路全长|总长){_ABOUT}(?P<value>{_N}(?:公里|千米|米))"),
    "output_value": re.compile(rf"(?:年产值|产值|年销售收入|年营业收入){_ABOUT}(?P<value>{MONEY})"),
    "jobs": re.compile(rf"(?:带动|吸纳|解决|提供|新增)(?:就业)?(?:岗位)?{_ABOUT}(?P<value>{_N}(?:人|个(?:就业)?岗位))(?:就业)?"),
    "start": re.compile(rf"(?:于|自)?(?P<value>{_DATE})(?:正式)?(?:开工|动工|启动建设|奠基)"),
    "completion": re.compile(
        rf"(?P<value>(?:预计|计划|力争)?(?:于|在|到)?(?:{_DATE})(?:底|前)?)(?:全面|正式)?(?:建成|完工|竣工|投产|投用|投入使用|交付使用|通车)"
    ),
}
"""Attribute → where its value stands."""


def find_attributes(doc: Doc) -> Iterator[tuple[str, str, str]]:
    """(identity, attribute, printed value) of every fact whose bearer is plain: named in the sentence, or the last named before it."""
    bearers = sorted([*(e for e in doc.ents if e.label_ in ("PROJECT", "ORG")), *doc.spans[ANAPHORS]], key=lambda s: s.start_char)
    text = doc.text
    for sentence in _SENTENCE.finditer(text):
        for name, pattern in PATTERNS.items():
            match = pattern.search(text, sentence.start(), sentence.end())
            if match and any(e.start_char < match.end("value") and match.start() < e.end_char for e in doc.ents):
                continue
            bearer = _bearer(text, bearers, sentence.start(), match.start()) if match else None
            if match and bearer:
                yield bearer.kb_id_, name, re.sub(r"\s+", "", match["value"])


def _bearer(text: str, spans: list[Span], sentence: int, place: int) -> Span | None:
    """The project spoken of: the last one in the sentence before the fact; else the last one of the paragraph before it."""
    paragraph = text.rfind("\n", 0, sentence) + 1
    before = [s for s in spans if s.label_ == "PROJECT" and paragraph <= s.start_char and s.end_char <= place]
    inside = [s for s in before if s.start_char >= sentence]
    others = [s for s in spans if s.label_ == "ORG" and sentence <= s.start_char and s.end_char <= place]
    if inside or (before and not others):
        return (inside or before)[-1]
    return others[-1] if len({s.kb_id_ for s in others}) == 1 and not before else None
