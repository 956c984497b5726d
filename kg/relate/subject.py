"""Who acts: the subject of a verb, in its own clause or carried over from an earlier clause of the sentence.

There is no parser: a body is a subject when no preposition stands before it (在昌吉市, 向该校) and nothing
after it makes it a mere attribute (昌吉市的, 昌吉市等地).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from kg.relate.sentence import Mark, Scene, Sentence

_CLAUSE = re.compile(r"[^，；：]+")
_OBLIQUE = re.compile(
    r"(?:在|于|从|自|向|对|给了?|与|同|和|到|往|赴|为|由|经|途经|通过|依托|借助|利用|根据|按照|至|距|据|走进|来到|位于|覆盖|惠及|来自|包括|记者|"
    r"以|比|把|将|送往|运往|是|受|被|进入|考入|离开|围绕|沿|靠近|毗邻|遍及|驶往|前往|抵达|发往|配合|获|让|使|跟随|听取了?|学习了?|传达了?|学习贯彻|审议了?|讨论了?|家住|出席|随[^，]{0,3})$"
)
_NOT_SUBJECT = re.compile(
    r"的(?!是|有)|[省市县区州]?境内|内|等地|方面|Ⓣ|Ⓟ|党建|上空|以[东西南北]|[一二三四五六七八九十两\d]+[名位个户家]|人(?!民)|籍|毕业|之一|附近|周边|一带|上级|网站|官网|官微|微信|主任|关于|讯|消息|电(?![力网])|\d+月\d+日(?:电|讯)"
)
_SPEECH = re.compile(
    r"(?:说|表示|指出|强调|要求|认为|建议|呼吁|提出|希望|称|告诉记者|透露|坦言|看来|叮嘱|嘱咐|提醒|介绍|回忆|感慨|获悉|了解到|通报|解释)(?:道|说)?$"
)
_SIGNED = re.compile("[^ⓅⓄ]{0,10}(?:签(?!名|到)|达成)")
_SPEAKER = re.compile("Ⓞ[^ⓅⓁⒿ]{0,12}ⓉⓅ(?:介绍|说|告诉记者|表示|透露)(?:道|说)?$")
_EXHORT = re.compile(
    r"(?<![主需只重纲])要(?![求素点闻])|需要|(?<![适相响反供对效])应(?![急用对])|必须|务必|争取|建议|希望|呼吁|鼓励|号召|倡议|不得|如果|只有|才能|能否|以便|力争|能不能"
)
_UNREAL = re.compile(r"通过(?!了)|依托|借助|利用|没有|尚未|未能|未|不再|不(?!断|仅|但|只|久|同|足)|凭借")


_BELOW = "的?(?:旗下|下属|所属|属下|辖下)的?"
_ACTOR = re.compile(f"(?:[ⓄⓁ]{_BELOW})?[ⓄⓁⓅⒿ]+")


@cache
def runs(letters: str) -> re.Pattern[str]:
    """Names of these letters in a row: ⓁⓄ、Ⓞ和Ⓞ."""
    return re.compile(rf"[{letters}]+(?:{_BELOW}[{letters}]+)?(?:等?(?:、|和|及|与|以及|联合|携手|会同)[{letters}]+)*")


def actors(sentence: Sentence, start: int, end: int) -> list[Mark]:
    """The bodies of a run: of neighbours without a comma (昌吉州木垒县), of whole and part (甲集团旗下乙公司) only the last acts."""
    marks = []
    for match in _ACTOR.finditer(sentence.symbols[start:end]):
        marks += sentence.between(start + match.end() - 1, start + match.end())
    return marks


def subject(sentence: Sentence, at: int, letters: str = "ⓄⓁ", relative: bool = False) -> list[Mark]:
    """Who does what is said at `symbols[at]`; nobody where a person speaks or acts in between.

    `relative`: the verb belongs to a relative clause (…推行的Ⓙ), so that a preposition before the body is not its own.
    """
    spans = [(m.start(), min(m.end(), at)) for m in _CLAUSE.finditer(sentence.symbols) if m.start() < at]
    for start, end in reversed(spans):
        own = end == at
        text = sentence.symbols[start:end]
        named = [m for m in runs(letters).finditer(text) if (relative and own) or _acts(text, m)]
        if named:
            run = named[-1] if own else named[0]
            found = actors(sentence, start + run.start(), start + run.end())
            return found[:1] if not own and _SIGNED.match(text, run.end()) and re.search("[与和同]", run[0]) else found
        speaker = _SPEAKER.search(text) if not own else None
        if speaker:
            return sentence.between(start + speaker.start(), start + speaker.start() + 1)
        if (not own and _SPEECH.search(text)) or re.match("Ⓣ*Ⓟ|会议|全会|大会", text):
            return []
    return []


def _acts(text: str, run: re.Match[str]) -> bool:
    return not _OBLIQUE.search(text, 0, run.start()) and not _NOT_SUBJECT.match(text, run.end())


_PRONOUN = re.compile("(?:^|[，；：]|年)[^，；：。ⓅⓄ]{0,6}(?:他|她|老人)(?!们)[^ⓅⓄ]*")


def person_meant(scene: Scene, sentence: Sentence, at: int) -> list[Mark]:
    """Who 他 is in 他向Ⓞ捐款: the person named last in the sentences before, if those name one only."""
    start = sentence.symbols.rfind("；", 0, at) + 1
    if "Ⓟ" in sentence.symbols[:at] or not _PRONOUN.search(sentence.symbols, 0, at) or "Ⓞ" in sentence.symbols[start:at]:
        return []
    here = bisect_left(scene.sentences, sentence.start, key=lambda s: s.start)
    last = next((s for s in reversed(scene.sentences[max(0, here - 5) : here]) if "Ⓟ" in s.symbols), None)
    named = [m for m in last.marks if m.label == "PERSON"] if last else []
    return named[:1] if len({m.key for m in named}) == 1 else []


def meant_only(sentence: Sentence, at: int) -> bool:
    """Whether what is said at `symbols[at]` is asked for, denied or a mere means: 要建立, 未实施, 通过Ⓙ."""
    start = max(sentence.symbols.rfind(c, 0, at) for c in "，；：") + 1
    if _EXHORT.search(sentence.symbols, start, at) or _UNREAL.search(sentence.symbols, start, at):
        return True
    while start > 0 and not any(_acts(sentence.symbols[start:at], m) for m in runs("ⓄⓁ").finditer(sentence.symbols[start:at])):
        end = start - 1
        start = max(sentence.symbols.rfind(c, 0, end) for c in "，；：") + 1
        if _EXHORT.search(sentence.symbols, start, end):
            return True
        at = end
    return False
