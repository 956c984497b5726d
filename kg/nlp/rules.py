"""Names that newspaper language gives away by its form: 我州, 自治区党委, 《…条例》, “…”机制, X（以下简称Y）.

Rules add what a model misses; where both see a name, the longer reading wins (`kg.nlp.candidates.choose`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.bodies import national_bodies
from kg.knowledge.gazetteer import load_gazetteer
from kg.nlp.candidates import TITLE, Candidate

_OPEN, _CLOSE = "“\"「『", "”\"」』"
_POLICY_END = "条例|办法|措施|规划|纲要|方案|意见|细则|规定|政策|战略|制度|清单|决定|通知|法|法典|章程|公约|协定|规则|标准|预案|计划|指南|规程|宪法|法律|建议"
_PROJECT_END = (
    "机制|平台|行动|活动|项目|工程|模式|品牌|体系|系统|计划|基金|专项整治|集群|工作法|程序|服务模式|工作模式|工作机制|服务品牌|班列|航线|专列"
)
_GAP = r"[^“”\"「」『』《》，。；！？\n、：:,等和与的]{0,14}?"

_OUR = re.compile(
    r"(?:(?<![在对由我了的和与])我(?:国|省|州|县|旗|盟)(?!们)|(?:(?<=[^一-鿿])|^)我(?:市(?!场)|区)|我(?:市|区)(?=[今昨明去正在将已的各农城人共首有举启召出实坚全积大新始]|$)"
    r"|(?<![安完健齐])全(?:国|省|州|县|旗|盟|疆)(?![性民])|全市(?!场)|全区(?!域)|自治区(?!党|人民|政府|[一-鿿]{0,8}[厅局委办会院]|成立)|自治州(?!党|人民|政府|[一-鿿]{0,8}[厅局委办会院]|成立))"
)
_BODY = re.compile(
    r"(?:(?<=[^一-鿿])|^|(?<=[在据由向从与和对经是为到了赴受以及])|(?<![尔族回古藏壮])(?=自治[区州]))(?P<name>(?:自治区|自治州|省|州|地|盟|市|县|区|旗)(?:党委|委|人民政府|政府|人大常委会|政协)|兵团党委)"
    r"(?![一-鿿]?[员会])(?!办公|宣传|组织|统战|政法|机关|党校|巡)"
)
_POLICY = re.compile(rf"《[^《》\n]{{2,60}}(?:{_POLICY_END})(?:[（(][^《》\n]{{1,20}}[）)])?》")
_QUOTED_PROJECT = re.compile(rf"[{_OPEN}](?P<core>[^“”\"「」『』\n]{{2,30}})[{_CLOSE}]{_GAP}(?:{_PROJECT_END})")
_QUOTED_WHOLE = re.compile(rf"[{_OPEN}](?P<core>[^“”\"「」『』，。！？\n]{{2,17}}(?:{_PROJECT_END}))[{_CLOSE}](?!{_GAP}(?:{_PROJECT_END}))")
_SPOKEN = re.compile(r"[。！？；!?]|[，,].{10}")
_QUOTED = re.compile(rf"[{_OPEN}](?P<core>[^“”\"「」『』\n]{{2,20}})[{_CLOSE}]")
_QUOTED_LIST = re.compile(rf"(?P<list>(?:[{_OPEN}][^“”\"「」『』\n]{{2,20}}[{_CLOSE}]、?){{2,}})等(?:工作|服务|特色)?(?:机制|平台|行动|活动|模式|品牌|体系|工程)")
_QUOTED_POLICY = re.compile(rf"[{_OPEN}](?P<core>[^“”\"「」『』\n]{{2,20}})[{_CLOSE}](?:{_GAP})(?:制度|战略|条例|办法)")
_CALLED = re.compile(r"[（(，,]\s*(?:以下|下)?(?:统称|简称)(?:为|：|:)?\s*[“\"「《]?(?P<name>[^“”\"「」（）()，。；、\n]{2,16}?)[”\"」》]?[）)，。,]")


def our_places(text: str) -> Iterator[Candidate]:
    """我州, 全县, 全疆, 自治区 where the word stands for the division itself."""
    for match in _OUR.finditer(text):
        yield Candidate(match.start(), match.end(), "PLACE", "rule", 0.9)


def bare_bodies(text: str) -> Iterator[Candidate]:
    """州党委, 县委, 市政府 without the division's name."""
    for match in _BODY.finditer(text):
        yield Candidate(*match.span("name"), "ORG", "rule", 0.9)


def titled_policies(text: str) -> Iterator[Candidate]:
    """《…条例》, 《…措施》; other titles in 《》 are books, songs and papers."""
    for match in _POLICY.finditer(text):
        yield Candidate(match.start(), match.end(), "POLICY", "rule", 0.95)


def quoted_projects(text: str) -> Iterator[Candidate]:
    """“…”机制, whose quotation marks belong to the name, and “…机制”, whose do not."""
    for match in _QUOTED_PROJECT.finditer(text):
        if not _SPOKEN.search(match["core"]):
            yield Candidate(match.start(), match.end(), "PROJECT", "rule", 0.7)
    for match in _QUOTED_WHOLE.finditer(text):
        if len(match["core"]) >= 5:
            yield Candidate(*match.span("core"), "PROJECT", "rule", 0.6)
    for match in _QUOTED_POLICY.finditer(text):
        yield Candidate(match.start(), match.end(), "POLICY", "rule", 0.7)


def quoted_lists(text: str) -> Iterator[Candidate]:
    """“A”“B”等工作机制: each is one, its quotation marks around the whole and so no part of the name."""
    for match in _QUOTED_LIST.finditer(text):
        for part in _QUOTED.finditer(text, *match.span("list")):
            yield Candidate(*part.span("core"), "PROJECT", "rule", 0.6)


def well_known_bodies(text: str) -> Iterator[Candidate]:
    """党中央, 国务院 and the other bodies of `seeds/gazetteer/bodies.csv`."""
    for match in _national().finditer(text):
        yield Candidate(match.start(), match.end(), "ORG", "gazetteer", 0.9)


_DIVISION_END = re.compile(r"省|市|县|区|旗|州|盟|镇|乡|街道|苏木")
_MAIN_BODY = re.compile(r"党委(?!会)|党工委|委(?![员托派以])(?:(?:办公室|组织部|宣传部|统战部|政法委|巡察办))?|人民政府|政府(?!部门|采购|性|网)|人大常委会|人大(?![代常])|政协(?!委)|纪委监委|纪委")
_NO_DIVISION = re.compile(r"[长级域别间直城场]|[民政](?!政府)")
_LONGEST_DIVISION = 15
SURE = 0.8
MOST_REPEATS = 2000
_PATTERN: list[re.Pattern[str]] = []


def _national() -> re.Pattern[str]:
    if not _PATTERN:
        names = sorted((n for n in national_bodies() if len(n) > 2), key=len, reverse=True)
        _PATTERN.append(re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?!门)"))
    return _PATTERN[0]


def bylines(doc: Doc) -> Iterator[Candidate]:
    """The authors that reading found."""
    for author in doc._.article.bylines if doc._.article else ():
        yield Candidate(author.start, author.end, "PERSON", "rule", 0.99)


def defined_forms(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """X（以下简称“Y”）: Y is a name of X's type, here and wherever it comes again."""
    for match in _CALLED.finditer(text):
        before = [c for c in found if c.label != TITLE and 0 <= match.start() - c.end <= 1]
        if not before:
            continue
        label = max(before, key=lambda c: c.end - c.start).label
        name = f"《{match['name']}》" if text[match.start("name") - 1] == "《" else match["name"]
        for again in re.finditer(re.escape(name), text):
            yield Candidate(again.start(), again.end(), label, "rule", 0.9)


def divisions(text: str) -> Iterator[Candidate]:
    """Administrative divisions under their full name, or 昌吉州 and 木垒县 (three characters or more), and their main bodies: 木垒县委."""
    names = load_gazetteer().by_name
    for match in _DIVISION_END.finditer(text):
        for start in range(max(0, match.end() - _LONGEST_DIVISION), match.end() - 2):
            if text[start : match.end()] in names:
                body = _MAIN_BODY.match(text, match.end())
                if body:
                    yield Candidate(start, body.end(), "ORG", "gazetteer", 0.8)
                elif not _NO_DIVISION.match(text, match.end()):
                    yield Candidate(start, match.end(), "PLACE", "gazetteer", 0.7)
                break


TEXT_RULES: tuple[Callable[[str], Iterator[Candidate]], ...] = (quoted_lists, our_places, bare_bodies, titled_policies, well_known_bodies, divisions)


class NameRules:
    """Adds to `doc._.candidates` what the rules find. `quoted` also takes “…”机制 without asking the model."""

    def __init__(self, quoted: bool = True) -> None:
        self.rules = (*TEXT_RULES, quoted_projects) if quoted else TEXT_RULES

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        found = [*(doc._.candidates or []), *bylines(doc), *(c for rule in self.rules for c in rule(text))]
        found += list(defined_forms(text, found))
        found += list(repeats(text, found, {token.idx for token in doc} | {len(text)}))
        doc._.candidates = found
        return doc


def repeats(text: str, found: Sequence[Candidate], borders: set[int]) -> Iterator[Candidate]:
    """A name that the model is sure of in one place is the same name wherever it stands again, from word border to word border."""
    known = {text[c.start : c.end]: c for c in found if c.label != TITLE and c.score >= SURE and c.end - c.start >= 3}
    if not known or len(known) > MOST_REPEATS:
        return
    pattern = re.compile("|".join(re.escape(n) for n in sorted(known, key=lambda n: (-len(n), n))))
    for match in pattern.finditer(text):
        if match.start() in borders and match.end() in borders:
            one = known[match[0]]
            yield Candidate(match.start(), match.end(), one.label, "repeat", one.score * 0.8)


def make_rules(nlp: Language, name: str, quoted: bool) -> NameRules:
    """The spaCy factory of `NameRules`."""
    return NameRules(quoted)
