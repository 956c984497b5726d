"""RUNS and BUILDS: who carries a project out, and who builds it."""

from __future__ import annotations

from kg.relate.deeds import Deed, Subject
from kg.relate.rules import Pattern

_RUN = (
    "建立|建成|建起|建设|构建|打造|推行|推出|推进|推动|实施|开展|启动|发起|设立|设置|创建|创办|创立|创设|首创|成立|组建|举办|主办|承办|协办|举行|"
    "运营|运行|组织|探索|试行|推广|上线|升级|搞了|搞起|办了|设了|开出|发动|开通|执飞|新开|开设|开办|搭建|创新|深化|策划|办起|启用|研发|开发|承担|主导|发布|牵头|投用|引入|引进|在推|"
    "完成|挂牌|取名为?|起名为?|命名为?|合办|搭起|签订|发放|资助|赞助|新建|续建|改造|部署|落实|试点|开行|首发|管理|培育|合作|办|(?<!承)建|推"
)
_LED = "牵头|主办|承办|协办|发起|运营|执飞|主导|研发|开发|管理|举办|组织|实施|建设|资助|赞助"
_BUILT = "承建|施工|总承包|修建|建造|代建|参建|中标|承揽|承包|分包"

_BUILT_SO = (
    rf"(?:以‹money›)?(?:分段|分标段|分别|分头)?(?:中标承建|{_BUILT})|承担[^，]{{0,10}}施工|"
    r"(?:中标|承建|承担|承包)[^，；。：ⓅⓄⓁⒿⓎ]{0,12}(?:标|标段|土建|厂房|车间|大楼|主体|安装|工程)"
)
_HOST = "(?:主办|承办|组织|发起|运营|牵头|实施|建设)(?:方|单位|机构|者)"
_AFTER = "推出|建立|开展|实施|启动|建设|制定|组建|打造"

RULES = (
    Deed(
        "projects.run", "RUNS", _RUN, f"{_LED}|建立|建成|负责|创办|推出|推行|设立|开展|启动|打造|承担|搭建|开通|承运|创建|发放|经营", _LED
    ),
    Deed("projects.build", "BUILDS", _BUILT, f"{_BUILT}|承担|负责[^，]{{0,8}}(?:施工|建设)", _BUILT_SO, 0.85, titled=True),
    Pattern(
        "projects.builder",
        "BUILDS",
        r"(?P<tail>Ⓙ)[^。Ⓙ]{0,80}?(?:(?:施工|承建|总包|总承包|代建|中标)(?:总承包)?(?:单位|方|企业|人)(?:为|是|：)?|(?:施工|承建|总承包|代建)：)(?P<head>‹orgs›)",
        0.8,
    ),
    Pattern(
        "projects.owner",
        "RUNS",
        r"(?P<tail>Ⓙ)[^。Ⓙ]{0,60}?(?:(?:业主|项目法人|建设|招标|运营)(?:单位|人|方)(?:为|是|：)?|业主(?:为|是|：)?)(?P<head>‹orgs›)",
        0.75,
    ),
    Subject("projects.work", "BUILDS", r"(?:承担|负责)‹gap›{0,4}(?P<tail>Ⓙ)‹gap›{0,6}(?:施工|土建)", 0.8),
    Pattern("projects.host", "RUNS", rf"(?P<tail>Ⓙ)‹any›{{0,40}}?{_HOST}(?:为|是|：)?(?P<head>‹bodies›)", 0.75),
    Pattern("projects.led", "RUNS", rf"(?P<head>‹bodies›)牵头，‹any›{{0,40}}?(?:{_AFTER})‹gap›{{0,6}}(?P<tail>Ⓙ)", 0.7),
    Pattern("projects.is", "RUNS", rf"(?P<tail>Ⓙ)，?是由?(?P<head>‹bodies›)‹in›{{0,16}}?(?:{_RUN})的(?!Ⓙ|[“‘])", 0.75),
    Subject("projects.line", "RUNS", r"以(?P<tail>Ⓙ)为(?:主线|抓手|载体|统领|引领|牵引|龙头)", 0.7),
    Subject("projects.watch", "RUNS", r"纳入(?P<tail>Ⓙ)‹gap›{0,6}(?:监管|管理|监测|监督)", 0.65),
    Pattern("projects.own", "RUNS", r"(?P<head>Ⓞ)的?(?P<tail>Ⓙ)", 0.6),
)
