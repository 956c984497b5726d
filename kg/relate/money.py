"""INVESTS_IN and DONATES_TO: who gives how much to what."""

from __future__ import annotations

from kg.relate.rules import Pattern

RULES = (
    Pattern(
        "money.invest",
        "INVESTS_IN",
        r"(?P<head>‹orgs›)‹any›{0,30}?(?:投资|出资|投入|拿出|筹资|斥资)‹gap›{0,6}(?P<amount>‹money›)?‹in›{0,16}?"
        r"(?:建设|兴建|新建|建起|打造|建成|创办|开发|实施|的|建|用于|改造|投向)‹in›{0,10}?(?P<tail>‹works›)",
        0.75,
    ),
    Pattern("money.invested", "INVESTS_IN", r"(?P<tail>Ⓙ)‹any›{0,50}?由(?P<head>‹orgs›)‹gap›{0,6}(?:投资|出资)‹gap›{0,4}(?P<amount>‹money›)?", 0.8),
    Pattern(
        "money.donate",
        "DONATES_TO",
        r"(?P<head>‹givers›)(?:，‹any›{0,20}?|‹in›{0,16}?)(?:向|给|为)(?P<tail>‹orgs›)‹gap›{0,8}?(?:捐赠|捐款|捐出|捐献|捐助|捐资|捐)了?(?:价值|人民币|现金|共计|善款)*"
        r"(?P<amount>‹money›|‹goods›)?(?:[^，。；用]{0,16}，?用于(?P<purpose>[^，。；]{2,20}))?",
        0.85,
    ),
    Pattern(
        "money.give",
        "DONATES_TO",
        r"(?P<head>‹givers›)(?:，‹any›{0,20}?|‹in›{0,16}?)(?:捐赠|捐款|捐出|捐献|捐资|捐)了?(?P<amount>‹money›|‹goods›)?‹in›{0,10}?给(?P<tail>‹orgs›)",
        0.8,
    ),
)
