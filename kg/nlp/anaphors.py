"""Words that point at a name without being one: 该公司, 该项目, 当地, the 政府 of 州党委、政府."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ORG = "公司|集团|企业|单位|厂|行|支行|分行|银行|校|学校|学院|大学|院|医院|局|厅|委|部门|中心|站|馆|所|社|协会|商会|支队|大队|总队|合作社|法院|检察院|煤矿|矿|电厂|研究院|报|台"
_PROJECT = "项目|工程|基地|航线|平台|活动|行动|机制|模式|体系|系统|基金|计划|品牌|线路|班列"
_PLACE = "自治区|自治州|自治县|开发区|示范区|园区|产业园|工业园|街道|社区|省|市|州|县|区|旗|盟|镇|乡|村|景区|机场|水库"
_POLICY = "办法|条例|措施|规划|方案|意见|政策|制度|细则|规定"
_START = r"(?<![一-鿿])"
# nouns that alone stand for the body or undertaking named before, at the head of a clause
_BARE_ORG = (
    "集团|合作社|医院|学校|学院|法院|检察院|指挥部|工作专班|专班|工作组|检查组|领导小组|项目部|基金会|商会|协会|促进会|俱乐部|实验室|研究院|志愿队|突击队|"
    "工程局|总会|代表团|街道办|合作联社|农场|剧团|画院"
)
_BARE_PROJECT = "工程|平台|基地"
_NOT_SUBJECT = r"(?!们|之间|里|内|外|上|背后|筹划|建设，|建设[一二三四五六七八九十两]|项目|总[^投]|是指|名称|类|自治|规划|建设(?:者|进度|过程)|质量|技术|咨询|审计|监理|管理|化|机械|经济|总承包|造价|概况|业主|施工)"
_NOT_PROJECT = (
    r"(?!负责|经理|建设单位|名称|审批|组织|业主|概况|论证|谋划|服务|地点|培育|公司|期限|部|库|资金|团队|组|化|制|所在|清单|标段|管理|来源|编号|招商|专班)"
)

_PATTERNS = (
    ("ORG", re.compile(rf"(?:(?<![应本])该|这家|这所)(?:{_ORG}|会(?![议员])|关(?![注于闭])|分局|分院|分公司|{_BARE_ORG})(?![一-鿿]?[们个])")),
    ("ORG", re.compile(r"(?<![一-鿿])(?:本院|本会|本公司|贵公司|我公司|贵司)(?![一-鿿]?[们个])|(?<=[向在到请与，坐经])(?:本院|本公司|贵公司|贵司|本会)")),
    ("PROJECT", re.compile(rf"(?:该|这一|这个|此|{_START}本(?:招标)?)(?:{_PROJECT})(?![部会])|这项(?:工程|活动|行动|计划)")),
    ("PLACE", re.compile(rf"该(?:{_PLACE})(?!委|政府|局|[长级])")),
    ("POLICY", re.compile(rf"(?:该|这一|此)(?:{_POLICY})")),
    ("ORG", re.compile(rf"{_START}公司(?=[一-鿿])(?!股东|登记|法|制|治理)")),
    ("ORG", re.compile(rf"{_START}(?:{_BARE_ORG})(?=[一-鿿]){_NOT_SUBJECT}")),
    ("PROJECT", re.compile(rf"{_START}项目(?=[一-鿿]){_NOT_PROJECT}")),
    ("PROJECT", re.compile(rf"{_START}(?:{_BARE_PROJECT})(?=[一-鿿]){_NOT_SUBJECT}")),
    ("PLACE", re.compile(r"当地(?=(?:已|将|也|还|通过|积极|推|建|出|实|开|成|大力|不断|持续|政府|党委))")),
)
_COORDINATED = re.compile(r"(?:党委|[省市州县区旗盟镇乡]委|自治区党委|兵团党委)(?:和|、|与)?(?P<body>政府|人大|政协)(?![一-鿿]{0,3}(?:委员|代表))")


def find_anaphors(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of every pointing word; what it points at is the linker's question."""
    for label, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), label
    for match in _COORDINATED.finditer(text):
        yield match.start("body"), match.end("body"), "ORG"
