"""RUNS and BUILDS: who carries a project out, and who builds it."""

from __future__ import annotations

from kg.relate.deeds import Deed
from kg.relate.rules import Pattern

_RUN = (
    "建立|建成|建起|建设|构建|打造|推行|推出|推进|推动|实施|开展|启动|发起|设立|设置|创建|创办|创立|创设|首创|成立|组建|举办|主办|承办|协办|举行|"
    "运营|运行|组织|探索|试行|推广|上线|开通|执飞|新开|开设|开办|搭建|创新|深化|策划|办起|启用|研发|开发|承担|主导|发布|牵头|投用|引入|引进|在推|"
    "推|办|完成|新建|续建|改造|部署|落实|开发|试点|建|开行|首发|管理|培育|负责"
)
_RUN_PASSIVE = "建立|牵头|主办|承办|协办|发起|运营|实施|组织|负责|创办|推出|推行|管理|执飞|主导|研发|开发|设立|建设|开展|启动|打造|承担|举办"
_BUILD = "承建|施工|总承包|修建|建造|代建|参建|中标|建设施工|承揽|承担|负责[^，]{0,8}(?:施工|建设)"

RULES = (
    Deed("projects.run", "RUNS", _RUN, 0.75, _RUN_PASSIVE),
    Deed("projects.build", "BUILDS", "承建|修建|建造|代建|参建|施工|中标|总承包|承揽", 0.85, _BUILD),
    Pattern("projects.own", "RUNS", r"(?P<head>Ⓞ)的?(?P<tail>Ⓙ)", 0.6),
)
