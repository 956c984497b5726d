"""Bylines: who wrote and who photographed, in which role.

Names are taken only where print announces them: a line of its own (本报记者 王强), the opening of a report
(本报讯 记者王强、李红报道：), brackets that name a role (（记者 王强）), a credit at the end (王强 摄), or □王强.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.article import Byline
from kg.read.names import is_foreign, is_name, squeeze
from kg.read.text import HAN

_H = f"[{HAN}]"
_G = f"(?![摄文图辑绘等和供诗])[{HAN}]"
_BODY = re.compile(
    r"(?:报|社|网|台|刊|中心|站|局|部|处|科|公司|大学|学院|医院|集团|支队|大队|中学|小学|学校"
    r"|协会|委|办|院|所|村|镇|乡|街道|社区|县|市|区|州|厂|队|团|馆|路|融媒)$"
)
_PERSON = re.compile(r"(?:读者|学生|教师|居民|村民|市民|游客|网友|家长|职工|业主|乘客|顾客|退休干部|农民|老师|干部|战士|理事|会员)$")
_SKIP = (
    r"责任?编辑|责任?校对|责编|实习编辑|编辑|校对|版式设计|版式|美编|组版|排版|审核|审校|复审"
    r"|终审|初审|签发|监制|策划|统筹|值班主任|值班编委|值班|总监|主编|总编辑"
    r"|来源|来自|稿源|发布时间|发布日期|发表时间|时间|日期|标签|点击|浏览|阅读|出品|设计|翻译|编译|字体|字号|单位|转自"
)
_ROLE_WORD = (
    r"记者站?|通讯员|评论员|实习生|撰稿人|特约撰稿|撰稿|撰文|采写|执笔|作者|供稿|采访人|(?:采访)?整理"
    r"|摄影师|摄影(?!报道)|摄像|拍摄|图片|绘图|制图|漫画|口述|讲述"
)
_MEDIA = (
    rf"[{HAN}A-Za-z0-9]{{1,14}}?(?:日报|晚报|早报|晨报|时报|商报|周报|周刊|快报|经济报道|观察"
    rf"|报业|报|网|社|台|新闻|石榴云|客户端|融媒体?|中心|传媒|杂志|在线|视频|卫视|电视|广播)"
)
_RANK = (
    rf"(?:本报|本社|本台|本刊|本网|本站|全媒体|全媒|融媒体|融媒|文旅|视频|见习|首席|特约|实习"
    rf"|资深|高级|特派|专职|文字|摄影|采访|驻{_H}{{1,6}}?|赴{_H}{{1,6}}?|{_H}{{2}}站|实地|综合"
    rf"|小)*"
)
_PREROLE = rf"(?:{_MEDIA})?(?:\s?[/·|]\s?{_MEDIA})?\s?{_RANK}\s?(?:{_ROLE_WORD})"
_POST = (
    r"摄影报道|图文报道|综合报道|报道|文并摄|文并图|文\s?[/、和及]?\s?图|图\s?[/、和及]?\s?文"
    r"|文\s?[/、]?\s?摄|摄\s?[/、]?\s?文|供图|提供|图片|摄影|文|图|摄制?|漫画|口述|整理|辑|发自"
)
_BEFORE = (
    rf"(?=[^{HAN}·]|$|(?:{_RANK})(?:{_ROLE_WORD})|{_SKIP}|报道|(?:摄影?|供图|图文|文图|文并[摄图]"
    rf"|摄影报道|综合报道|口述|整理|提供|[文图]\s?[/、]\s?[文图摄])(?!{_H}))"
)
_TOKEN = re.compile(
    r"(?P<note>[（(](?:作者|笔者|本文作者)(?:系|为|单位|是)[^）)]*[）)]"
    r"|(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
    r"|新华社发|人民视觉|视觉中国|资料图片|资料照片"
    rf"|(?:受访者|资料|本人|网络|主办方|(?:{_H}{{2,12}}?(?:局|公司|院|校|中心|队|部|办|委)))(?:供图|提供|图片?))"
    r"|(?P<sep>[\s、,，/／:：;；&＆.。—|丨\-]+)"
    rf"|(?P<skip>(?:{_SKIP})(?!{_H}{{5}}))(?=[\s:：/／|丨　]|{_H})"
    rf"|(?P<prepost>(?:文字|文|图片|图|摄影|摄|文图|图文|文\s?[、/]\s?图|图\s?[、/]\s?文|绘|诗)\s?[/／:："
    rf"|丨](?!\s?[图文摄](?:[\s）)]|$)))"
    rf"|(?P<role>{_PREROLE})"
    rf"|(?P<post>[（(]\s?(?:图\s?/\s?文|文\s?/\s?图|文图|图文|摄)\s?[）)]|(?:{_POST})(?=[\s(（)）】\]、，,。;；:：/／|丨]|$)|报道)"
    rf"|(?P<split>{_H}[ 　]{{1,3}}{_G}(?=[^{HAN}·]|$|摄|报道|通讯员|记者|整理|口述|供图))"
    rf"|(?P<split3>{_H}[ 　]{{1,2}}{_H}{{2}}(?=[^{HAN}·]|$|摄)|{_H}{{2}}[ 　]{{1,2}}{_G}(?=(?:[^{HAN}·]|$)(?![ 　]?{_H}(?!{_H}))|摄))"
    rf"|(?P<word>[{HAN}·]+?){_BEFORE}"
    r"|(?P<mark>[□■◎●○◆◇▲△☆★◢◤▌|丨@]+)"
    r"|(?P<other>.)",
    re.S,
)
_ROLE_END = re.compile(rf"(?:{_ROLE_WORD})$")
_ROLE_NEXT = re.compile(rf"(?:[/／·—-]{{1,2}}{_MEDIA})?(?:记者|评论员|通讯员|实习生)")
_ENDS_WITH_CREDIT = re.compile(r"(?:[\s/／·]|^|(?<![拍航翻监]))(?:摄|摄影|供图|摄影报道|文/图|图/文)(?:\s?[（(][^（）()]*[）)])?\s*$")
_AFTER_NAMES = ("摄影", "口述", "整理", "讲述", "图片", "供稿", "拍摄")
_ROLES = {"通讯员": "通讯员", "评论员": "评论员", "实习生": "实习生", "记者": "记者", "记者站": "记者"}
_SHOT = ("摄", "图", "绘")
_STOPS = re.compile(
    r"(?<=..)(?:近日|日前|昨日|昨天|今日|今天|前日|前天|连日来?|目前|上午|下午|刚刚|从|获悉|了解到?"
    r"|采访|在|走进|来到|跟随|看到|发自|向|实地)|(?<=..)[和及与](?=..)"
)


@dataclass
class Scan:
    """What a stretch of text says about authors; `clean` if nothing else stands in it; `end` where reading stopped."""

    bylines: list[Byline] = field(default_factory=list)
    clean: bool = True
    end: int = 0
    told: bool = False


class _Scanner:
    """Reads roles and names from left to right; a role holds for the names after it, 摄 for those before it."""

    def __init__(self, text: str, start: int, end: int, marked: bool, opening: bool) -> None:
        self.text, self.start, self.stop = text, start, end
        self.role: str | None = "作者" if marked else None
        self.marked = marked
        self.skipping, self.opening = False, opening
        self.credited = bool(_ENDS_WITH_CREDIT.search(text, max(start, end - 16), end))
        self.open: list[tuple[str, int, int, str | None]] = []
        self.scan = Scan(end=start, told=marked)

    def run(self) -> Scan:
        """Scan to the end or to the first thing that has no place in a byline."""
        at = self.start
        while at < self.stop:
            match = _TOKEN.match(self.text, at, self.stop)
            if match is None:
                break
            if not getattr(self, f"_{match.lastgroup}")(match):
                self.scan.clean = False
                break
            at = self.scan.end = match.end()
        self._close(None)
        return self.scan

    def _close(self, post: str | None) -> None:
        for name, start, end, role in self.open:
            final = post if post in ("摄", "供图") else role or ("摄" if post == "摄影报道" else "作者")
            if role or post or self.scan.told:
                self.scan.bylines.append(Byline(name, final, start, end))
        self.open = []

    def _skip(self, match: re.Match[str]) -> bool:
        self._close(None)
        self.skipping = True
        return True

    def _role(self, match: re.Match[str]) -> bool:
        word = _ROLE_END.search(match[0])[0]  # type: ignore[index]
        if word in _AFTER_NAMES and self.open and word == match[0].strip() and self._follows_names(match):
            return self._finish(word)
        self._begin(_ROLES.get(word) or ("摄" if word[0] in "摄拍图绘制漫" else "作者"))
        return True

    def _follows_names(self, match: re.Match[str]) -> bool:
        """Whether a word such as 摄影, which may stand on either side, belongs to the names before it."""
        attached = not self.text[match.start() - 1].isspace()
        return attached or not re.match(rf"\s*[:：/／]?\s*{_H}", self.text[match.end() : self.stop])

    def _prepost(self, match: re.Match[str]) -> bool:
        self._begin("摄" if match[0][0] in _SHOT and "文" not in match[0] else "作者")
        return True

    def _begin(self, role: str) -> None:
        self._close(None)
        self.role, self.skipping, self.scan.told, self.marked = role, False, True, False

    def _post(self, match: re.Match[str]) -> bool:
        if not self.open and self.role is None and "文" in match[0]:
            self._begin("作者")
            return True
        if not self.open:
            return match[0] not in ("摄", "报道") or self.scan.told
        return self._finish(match[0])

    def _finish(self, post: str) -> bool:
        self.scan.told = True
        self._close(_kind_of_credit(post.strip("（()）")))
        if self.opening and "报道" in post:
            return False
        if post.startswith("发自"):
            self.skipping = True
        return True

    def _split(self, match: re.Match[str]) -> bool:
        return self._word(match)

    def _split3(self, match: re.Match[str]) -> bool:
        return self._word(match)

    def _word(self, match: re.Match[str]) -> bool:
        if self.skipping:
            return True
        raw, start = match[0], match.start()
        if raw.startswith("发自"):
            self._close(None)
            self.skipping = True
            return True
        if self._leads_to_role(match):
            return True
        if self._is_place_of_report(match) or (not self.open and _is_affiliation(raw)):
            return True
        for piece in _pieces(raw):
            name = squeeze(raw[piece[0] : piece[1]]).strip("·")
            told = (self.role is not None and not self.marked) or self.credited
            if not (is_name(name, told) or (self.marked and is_foreign(name))):
                return self._after_name(name)
            self.open.append((name, start + piece[0], start + piece[1], self.role))
        cut = _STOPS.search(raw)
        return cut is None or raw[cut.start()] in "和及与"

    def _leads_to_role(self, match: re.Match[str]) -> bool:
        """南都 in 南都记者: whose reporter it is."""
        if self.open or not _ROLE_NEXT.match(self.text, match.end(), self.stop):
            return False
        return self.role == "作者" or (self.role is None and not is_name(match[0]))

    def _is_place_of_report(self, match: re.Match[str]) -> bool:
        """瑞安 in 记者 蔺叶 瑞安报道."""
        blank = self.text[match.start() - 1 : match.start()].isspace()
        return bool(self.open) and blank and self.text.startswith("报道", match.end()) and not (is_name(match[0]) or is_foreign(match[0]))

    def _after_name(self, name: str) -> bool:
        if name in ("等", "本报", "本报讯", "综合", "图", "文"):
            return True
        return name.endswith(("等", "电", "讯")) and len(name) <= 3 and not self.open

    def _mark(self, match: re.Match[str]) -> bool:
        if match[0][0] not in "|丨@":
            self._begin("作者")
            self.marked = True
        return True

    def _note(self, match: re.Match[str]) -> bool:
        return True

    def _sep(self, match: re.Match[str]) -> bool:
        return True

    def _other(self, match: re.Match[str]) -> bool:
        if match[0] in "（(【[":
            self.skipping = self.skipping or bool(self.open or self.scan.bylines)
            self._close(None)
            return True
        if match[0] in "）)】]":
            self._close(None)
            self.skipping, self.role = False, None
            return True
        return self.skipping


def _kind_of_credit(post: str) -> str:
    if post == "摄影报道":
        return post
    if post in ("供图", "提供"):
        return "供图"
    return "摄" if post[0] in _SHOT and "文" not in post and "报道" not in post else "文"


def _is_affiliation(word: str) -> bool:
    """A body or a standing named before its author: 惠安县融媒体中心 吴冬阳, 杨浦区读者 施根宝."""
    if not re.fullmatch(f"{_H}+", word):
        return False
    return bool((len(word) >= 4 and _BODY.search(word)) or _PERSON.search(word))


def _pieces(raw: str) -> list[tuple[int, int]]:
    """A run of characters cut at 和 between names and at the words that begin the report itself."""
    pieces, at = [], 0
    for stop in _STOPS.finditer(raw):
        pieces.append((at, stop.start()))
        at = stop.end()
        if stop[0] not in "和及与":
            return pieces
    return [*pieces, (at, len(raw))]


def scan(text: str, start: int, end: int, *, marked: bool = False, opening: bool = False) -> Scan:
    """Authors in `text[start:end]`, a stretch known to be a byline.

    `marked`: a sign before it says that names follow; `opening`: the report itself follows after 报道.
    """
    return _Scanner(text, start, end, marked, opening).run()


def ends_with_name(text: str) -> bool:
    """Whether words parted by blanks are a body or standing and the name of its author: 杨浦区读者 施根宝."""
    words = text.split()
    if not 2 <= len(words) <= 3 or len(text) > 36:
        return False
    return all(map(_is_affiliation, words[:-1])) and (is_name(words[-1]) or is_foreign(words[-1]))
