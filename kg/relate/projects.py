"""RUNS and BUILDS: who carries a project out, and who builds it."""

from __future__ import annotations

from kg.relate.deeds import Deed, Field, Subject
from kg.relate.rules import Pattern

_RUN = (
    "打造|实施|开展|启动|发起|设立|首创|成立|举行|"
    "运营|运行|组织|探索|试行|上线|升级|搞了|设了|开出|发动|开通|执飞|新开|创新|启用|研发|开发|承担(?=[，。的]|Ⓙ|$)|主导|发布|牵头|投用|引入|引进|"
    "完成|挂牌|取名为?|起名为?|命名为?|签订|资助|赞助|改造|部署|试点|开行|首发|管理|培育|合作|办|(?<![承投])建|推|打响|打出|引来|主攻|主持|负责(?=的)|开辟|[合共联](?:办|推|研|开)|联合攻关|"
    "(?:上马|(?<![装连接用])上了|新上|搞|(?<!先)做|(?<!召)开|设)(?:了|起|的)?(?:一个|一条|一批)?(?=Ⓙ)"
)
_LED = "牵头|主办|承办|协办|发起|运营|执飞|主导|研发|开发|管理|举办|组织|实施|建设|资助|赞助"
_BUILT = "承建|施工|总承包|总包|修建|建造|参建|中标|承揽|承包|分包"

_BUILT_SO = (
    rf"‹gap›{{0,8}}?(?:{_BUILT})|承担[^，]{{0,10}}施工|"
    r"(?:中标|承建|承担|承包)[^，；。：ⓅⓄⓁⒿⓎ]{0,12}(?:标|标段|土建|厂房|车间|大楼|主体|安装|工程)"
)
_BODY = "(?:单位|方|企业|人|者)"
_BUILDER = "(?:施工|承建|总包|总承包|代建|中标|参建)"
_OWNER = "建设|招标|运营|责任|牵头|实施|主办|承办|组织|发起|出榜|采购|申报"
_AFTER = "推出|建立|开展|实施|启动|建设|制定|组建|打造"

RULES = (
    Deed(
        "projects.run",
        "RUNS",
        _RUN,
        f"{_RUN}|负责|承运|经营|承接|管护|代建",
        f"{_LED}|[合共联](?:办|推|研|开|建)|(?:合作)?开行|联合攻关|代建",
    ),
    Deed("projects.build", "BUILDS", _BUILT, f"{_BUILT}|(?:承担|负责)[^，]{{0,10}}(?:施工|土建)", _BUILT_SO, 0.85, titled=True),
    Field("projects.builder", "BUILDS", rf"{_BUILDER}(?:总承包)?(?:{_BODY}|：)", 0.8),
    Field("projects.owner", "RUNS", rf"业主{_BODY}?|项目法人|(?:{_OWNER}){_BODY}|牵头："),
    Subject("projects.work", "BUILDS", r"(?:承担|负责)‹gap›{0,4}(?P<tail>Ⓙ)‹gap›{0,6}(?:施工|土建)", 0.8),
    Pattern("projects.led", "RUNS", rf"(?P<head>‹bodies›)牵头，‹any›{{0,40}}?(?:{_AFTER})‹gap›{{0,6}}(?P<tail>Ⓙ)", 0.7),
    Pattern("projects.is", "RUNS", rf"(?P<tail>Ⓙ)，?是由?(?P<head>‹bodies›)‹in›{{0,16}}?(?:{_RUN})的(?!Ⓙ|[“‘])", 0.75),
    Pattern("projects.entry", "RUNS", r"(?:^|(?<=）))‹gap›{0,6}(?P<tail>Ⓙ)（(?P<head>‹orgs›|Ⓛ)）(?=$|‹gap›{0,6}Ⓙ)", 0.7),
    Pattern("projects.entry.row", "RUNS", r"^‹gap›{0,4}Ⓛ?(?P<tail>Ⓙ)，?‹gap›{0,14}?Ⓛ*(?P<head>[ⓄⓁ])$", 0.7),
    Pattern("projects.entry.dash", "RUNS", r"^‹gap›{0,4}Ⓛ*(?P<head>[ⓄⓁ])—+(?P<tail>Ⓙ)$", 0.7),
    Subject("projects.placed", "RUNS", r"(?<![想取将])把(?P<tail>Ⓙ)(?!‹gap›{0,4}(?:交给|列|报|排|作为|纳入|写|称|叫|当|打捆)|[与和])", 0.7),
    Subject("projects.line", "RUNS", r"以(?P<tail>Ⓙ)为(?:主线|抓手|载体|统领|引领|牵引|龙头)", 0.7),
    Subject("projects.watch", "RUNS", r"纳入(?P<tail>Ⓙ)‹gap›{0,6}(?:监管|管理|监测|监督)", 0.65),
    Pattern("projects.own", "RUNS", r"(?P<head>Ⓞ)的?(?P<tail>Ⓙ)", 0.6),
)
