"""Bylines: who wrote and who photographed, in which role.

Names are taken only where print announces them: a line of its own (本报记者 王强), the opening of a report
(本报讯 记者王强、李红报道：), brackets that name a role (（记者 王强）), a credit at the end (王强 摄), or □王强.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.article import Byline
from kg.read.names import is_name, squeeze
from kg.read.text import HAN

_H = f"[{HAN}]"
_SKIP = (
    r"责任?编辑|责任?校对|责编|实习编辑|编辑|校对|版式设计|版式|美编|组版|排版|审核|审校|复审|终审|初审|签发|监制|策划|统筹|值班主任|值班编委|值班|总监|主编|总编辑"
    r"|来源|来自|稿源|发布时间|发布日期|发表时间|时间|日期|标签|点击|浏览|阅读|出品|设计|翻译|编译|字体|字号|单位|转自"
)
_ROLE_WORD = r"记者站?|通讯员|评论员|实习生|撰稿人|特约撰稿|撰稿|撰文|采写|执笔|作者|供稿|整理|摄影师|摄影|摄像|拍摄|图片|绘图|制图|漫画|口述|讲述"
_MEDIA = rf"[{HAN}A-Za-z0-9]{{1,14}}?(?:日报|晚报|早报|晨报|时报|商报|周报|周刊|快报|报业|报|网|社|台|新闻|石榴云|客户端|融媒体?|中心|传媒|杂志|在线|视频|卫视|电视|广播)"
_RANK = rf"(?:本报|本社|本台|本刊|本网|本站|全媒体|全媒|融媒体|融媒|文旅|视频|见习|首席|特约|实习|资深|高级|特派|专职|文字|摄影|采访|驻{_H}{{1,6}}?|赴{_H}{{1,6}}?|{_H}{{2}}站|小)*"
_PREROLE = rf"(?:{_MEDIA})?(?:\s?[/·|]\s?{_MEDIA})?\s?{_RANK}\s?(?:{_ROLE_WORD})"
_POST = r"摄影报道|图文报道|综合报道|报道|文并摄|文并图|文\s?[/、和及]?\s?图|图\s?[/、和及]?\s?文|文\s?[/、]?\s?摄|摄\s?[/、]?\s?文|供图|图片|摄影|文|图|摄制?|漫画|整理|发自"
_BEFORE = rf"(?=[^{HAN}·]|$|(?:{_RANK})(?:{_ROLE_WORD})|{_SKIP}|报道|(?:摄影?|供图|图文|文图|文并|摄影报道|综合报道|文|图)(?!{_H}))"
_TOKEN = re.compile(
    rf"(?P<skip>(?:{_SKIP})(?!{_H}{{5}}))(?=[\s:：/／|丨　]|{_H})"
    rf"|(?P<prepost>(?:文字|文|图片|图|摄影|摄|文图|图文|文\s?[、/]\s?图|图\s?[、/]\s?文|绘|诗)\s?[/／:：|丨])"
    rf"|(?P<role>{_PREROLE})"
    rf"|(?P<post>(?:{_POST})(?=[\s)）】\]、，,。;；:：/／|丨]|$))"
    rf"|(?P<split>{_H}[ 　]{{1,3}}{_H}(?=[^{HAN}·]|$|摄|报道|通讯员|记者))"
    rf"|(?P<split3>{_H}[ 　]{{1,2}}{_H}{{2}}(?=[^{HAN}·]|$|摄)|{_H}{{2}}[ 　]{{1,2}}{_H}(?=(?:[^{HAN}·]|$)(?![ 　]?{_H}(?!{_H}))|摄))"
    rf"|(?P<word>[{HAN}·]+?){_BEFORE}"
    r"|(?P<mark>[□■◎●○◆◇▲△☆★◢◤▌|丨@]+)"
    r"|(?P<sep>[\s、,，/／:：;；&＆.。—\-]+)"
    r"|(?P<other>.)",
    re.S,
)
_ROLES = {"通讯员": "通讯员", "评论员": "评论员", "实习生": "实习生", "记者": "记者", "记者站": "记者"}
_SHOT = ("摄", "图", "绘")
_STOPS = re.compile(r"(?<=..)(?:近日|日前|昨日|昨天|今日|今天|前日|前天|连日来?|目前|上午|下午|刚刚|从|获悉|了解到?|采访|在|走进|来到|跟随|看到|发自|向|实地)|(?<=..)[和及与](?=..)")


@dataclass
class Scan:
    """What a stretch of text says about authors; `clean` if nothing else stands in it; `end` where reading stopped."""

    bylines: list[Byline] = field(default_factory=list)
    clean: bool = True
    end: int = 0
    told: bool = False


class _Scanner:
    """Reads roles and names from left to right; a role holds for the names after it, 摄 for those before it."""

    def __init__(self, text: str, start: int, end: int, marked: bool) -> None:
        self.text, self.start, self.stop = text, start, end
        self.role: str | None = "作者" if marked else None
        self.skipping = False
        self.open: list[tuple[str, int, int, str | None]] = []
        self.scan = Scan(end=start, told=marked)

    def run(self, lenient: bool) -> Scan:
        """Scan to the end or, unless `lenient`, to the first thing that has no place in a byline."""
        at = self.start
        while at < self.stop:
            match = _TOKEN.match(self.text, at, self.stop)
            if match is None:
                break
            if not getattr(self, f"_{match.lastgroup}")(match):
                self.scan.clean = False
                if not lenient:
                    break
            at = self.scan.end = match.end()
        self._close(None)
        return self.scan

    def _close(self, post: str | None) -> None:
        for name, start, end, role in self.open:
            final = post if post in ("摄", "供图") else role or "作者"
            if role or post or self.scan.told:
                self.scan.bylines.append(Byline(name, final, start, end))
        self.open = []

    def _skip(self, match: re.Match[str]) -> bool:
        self._close(None)
        self.skipping = True
        return True

    def _role(self, match: re.Match[str]) -> bool:
        word = next(w for w in sorted(_ROLE_WORD.replace("站?", "").split("|"), key=len, reverse=True) if match[0].endswith(w) or match[0].endswith(w + "站"))
        self._begin(_ROLES.get(word) or ("摄" if word[0] in "摄拍图绘制漫" else "作者"))
        return True

    def _prepost(self, match: re.Match[str]) -> bool:
        if self.open and match[0][-1] not in ":：":
            return self._finish(match[0])
        self._begin("摄" if match[0][0] in _SHOT and "文" not in match[0] else "作者")
        return True

    def _begin(self, role: str) -> None:
        self._close(None)
        self.role, self.skipping, self.scan.told = role, False, True

    def _post(self, match: re.Match[str]) -> bool:
        if not self.open:
            return match[0] not in ("摄", "报道") or self.scan.told
        return self._finish(match[0])

    def _finish(self, post: str) -> bool:
        shot = "供图" if "供图" in post else "摄" if post[0] in _SHOT and "文" not in post and "报道" not in post else "文"
        self.scan.told = True
        self._close(shot)
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
        for piece in _pieces(raw):
            name = squeeze(raw[piece[0] : piece[1]]).strip("·")
            told = self.role is not None or self._credited(match.end()) or name.count("·") > 0
            if not is_name(name, told):
                return self._after_name(name)
            self.open.append((name, start + piece[0], start + piece[1], self.role))
        cut = _STOPS.search(raw)
        return cut is None or raw[cut.start()] in "和及与"

    def _after_name(self, name: str) -> bool:
        return name in ("等", "本报", "本报讯", "综合", "图", "文") or (name.endswith(("等", "电", "讯")) and len(name) <= 3 and not self.open)

    def _credited(self, end: int) -> bool:
        return bool(re.match(r"\s+摄|\s?[/／]", self.text[end : end + 3]))

    def _mark(self, match: re.Match[str]) -> bool:
        if match[0][0] not in "|丨@":
            self._begin("作者")
        return True

    def _sep(self, match: re.Match[str]) -> bool:
        return True

    def _other(self, match: re.Match[str]) -> bool:
        if match[0] in "（(【[":
            self.skipping = self.skipping or bool(self.open)
            self._close(None)
            return True
        if match[0] in "）)】]":
            self.skipping = False
            return True
        return self.skipping


def _pieces(raw: str) -> list[tuple[int, int]]:
    """A run of characters cut at 和 between names and at the words that begin the report itself."""
    pieces, at = [], 0
    for stop in _STOPS.finditer(raw):
        pieces.append((at, stop.start()))
        at = stop.end()
        if stop[0] not in "和及与":
            return pieces
    return [*pieces, (at, len(raw))]


def scan(text: str, start: int, end: int, *, lenient: bool = False, marked: bool = False) -> Scan:
    """Authors in `text[start:end]`, a stretch known to be a byline."""
    return _Scanner(text, start, end, marked).run(lenient)
