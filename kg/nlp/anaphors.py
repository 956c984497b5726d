"""Words that point at a name without being one: 该公司, 该项目, 当地, the 政府 of 州党委、政府."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_ORG = "公司|集团|企业|单位|厂|行|支行|分行|银行|校|学校|学院|大学|院|医院|局|厅|委|部门|中心|站|馆|所|社|协会|商会|支队|大队|总队|合作社|法院|检察院|煤矿|矿|电厂|研究院|报|台"
_PROJECT = "项目|工程|基地|航线|平台|活动|行动|机制|模式|体系|系统|基金|计划|品牌|线路|班列|专线|专列|列车"
_PLACE = "自治区|自治州|自治县|开发区|示范区|园区|产业园|工业园|街道|社区|省|市|州|县|区|旗|盟|镇|乡|村|景区|机场|水库"
_POLICY = "办法|条例|措施|规划|方案|意见|政策|制度|细则|规定"
_START = r"(?<![一-鿿“‘「《、）])"
# nouns that alone stand for the body or undertaking named before, at the head of a clause
_BARE_ORG = (
    "集团|合作社|医院|学院|检察院|指挥部|工作专班|专班|工作组|检查组|督查组|工作队|领导小组|项目部|基金会|商会|协会|促进会|俱乐部|实验室|研究院|志愿队|突击队|"
    "工程局|总会|代表团|街道办|合作联社|农场|剧团|画院|中心|支队"
)
_BARE_PROJECT = "项目|工程|平台|基地|系统|行动|机制|活动|线路|专线|专列|列车|班列|航线|品牌|廊道|会战|计划(?=由)"
_BODY_GOES_ON = "(?!们|之间|里|内|外|上|背后|门口|化|类|项目|名称)"
# what is said of one undertaking: who is behind it, where it lies, what it costs, how long it is
_IS_TOLD = (
    r"(?=由(?!于)|归|业主是|总(?:投资|长|面积|装机|库容)|投资(?!环境|者|方)|概算|位于|地处|坐落|占地|选址|起[于自]|建在|落[在户]|设[在于]|全长|历时|为期|覆盖|采用|(?:开工|竣工|完工|建成|通车|上线)(?!率)|"
    r"分[两二三四五]|规划(?:建|总|面|用)|首[批期次]|[自于](?:\d|今年|去年|本月)|今年(?!来))"
)

_PATTERNS = (
    ("ORG", re.compile(rf"(?:(?<![应本])该|这家|这所)(?:{_ORG}|会(?![议员])|关(?![注于闭])|分局|分院|分公司|{_BARE_ORG})(?![一-鿿]?[们个])")),
    ("ORG", re.compile(r"(?<![一-鿿])(?:本院|本会|本公司|贵公司|我公司|贵司|我局|我校|我院|贵局)(?![一-鿿]?[们个])|(?<=[向在到请与，坐经给被用后是])(?:本院|本公司|我公司|贵公司|贵司|本会|我局|我校|贵局)")),
    ("PROJECT", re.compile(rf"(?:该|这一|这个|此|{_START}本(?:招标)?)(?:{_PROJECT})(?![部会])|这(?:条|趟|项|套)(?:{_PROJECT})")),
    ("PLACE", re.compile(rf"该(?:{_PLACE})(?!委|政府|局|[长级])")),
    ("POLICY", re.compile(rf"(?:该|这一|此)(?:{_POLICY})")),
    ("ORG", re.compile(rf"{_START}公司(?=[一-鿿])(?!股东|登记|法|制|治理)")),
    ("ORG", re.compile(rf"{_START}(?:{_BARE_ORG})(?=[一-鿿]){_BODY_GOES_ON}")),
    ("PROJECT", re.compile(rf"{_START}(?:{_BARE_PROJECT}){_IS_TOLD}")),
    ("PLACE", re.compile(r"当地(?=(?:已|将|也|还|通过|积极|推|建|出|实|开|成|大力|不断|持续|政府|党委))")),
)
_COORDINATED = re.compile(r"(?:党委|[省市州县区旗盟镇乡]委|自治区党委|兵团党委)(?:和|、|与)?(?P<body>政府|人大|政协)(?![一-鿿]{0,3}(?:委员|代表))")


def find_anaphors(text: str, names: Iterable[tuple[str, str]] = ()) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of every pointing word; what it points at is the linker's question.

    `names`, (wording, label), are those of the text: what a body's name ends with may stand for it, as 博物馆 for 绵竹年画博物馆.
    """
    for label, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), label
    for match in _COORDINATED.finditer(text):
        yield match.start("body"), match.end("body"), "ORG"
    yield from _ends_of_names(text, names)


def _ends_of_names(text: str, names: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    ends = {label: {name[-n:] for name, kind in names if kind == label for n in (3, 4) if len(name) >= n + 2} for label in ("ORG", "PROJECT")}
    for label, follows in (("ORG", rf"(?=[一-鿿]){_BODY_GOES_ON}"), ("PROJECT", _IS_TOLD)):
        if ends[label]:
            alternatives = "|".join(re.escape(end) for end in sorted(ends[label], key=lambda e: (-len(e), e)))
            for match in re.finditer(rf"{_START}(?:{alternatives}){follows}", text):
                yield match.start(), match.end(), label
