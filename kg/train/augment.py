"""Noise as the page makes it: half- and full-width forms, other quotes, stray blanks and line breaks, misread characters; and other names.

Putting another name of its type in a name's place teaches the words around names (mention replacement, Dai and Adel 2020,
An Analysis of Simple Data Augmentation for Named Entity Recognition).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable

from kg.train.corpora import Sample, bioes, spans_of

_TO_HALF = str.maketrans("，：；！？（）", ",:;!?()")
_TO_STRAIGHT = str.maketrans("“”", '""')
_TO_CORNER = str.maketrans("“”‘’", "「」『』")
_TO_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DOTS = "•‧・．"
# characters that optical character recognition takes for one another
_GROUPS = (
    "己已巳 日曰 未末 土士 人入 干千于 大太犬 玉王主 天夫 木本 田由甲申 贝见 乌鸟 候侯 州洲 折拆 冶治 晴睛 准淮 哀衰 刺剌 券卷 戊戌戍 壁璧 "
    "崇祟 傅博 材村 间问 厂广 今令 历厉 农衣 免兔 午牛 右石 且目 几凡 刀力 凤风 师帅 住往 西酉 竞竟 市布 办为 上止 困因 乘乖 "
    "徽微 萧肃 兰三"
)
MISREAD = _GROUPS.split()
_MISREAD = {c: group.replace(c, "") for group in MISREAD for c in group}


def augment(sample: Sample, rng: random.Random) -> Sample:
    """The sample as another page might print it; its labels stay in step."""
    text = sample.text
    for table, chance in ((_TO_HALF, 0.2), (_TO_STRAIGHT, 0.15), (_TO_CORNER, 0.02), (_TO_WIDE, 0.03)):
        if rng.random() < chance:
            text = text.translate(table)
    if rng.random() < 0.05:
        text = text.replace("·", rng.choice(_DOTS))
    if rng.random() < 0.05:
        text = "".join(rng.choice(_MISREAD[c]) if c in _MISREAD and rng.random() < 0.2 else c for c in text)
    sample = Sample(text, sample.labels)
    return _with_blanks(sample, rng) if rng.random() < 0.1 else sample


def _with_blanks(sample: Sample, rng: random.Random) -> Sample:
    """A few blanks or line breaks between characters; one inside a name belongs to it."""
    text: list[str] = []
    labels: dict[str, list[str]] = {task: [] for task in sample.labels}
    for i, character in enumerate(sample.text):
        if i and rng.random() < 0.02:
            text.append(rng.choice("  \n"))
            for task, values in sample.labels.items():
                labels[task].append("I" + values[i][1:] if values[i][0] in "IE" else "O")
        text.append(character)
        for task, values in sample.labels.items():
            labels[task].append(values[i])
    return Sample("".join(text), labels)


def names_by_type(samples: Iterable[Sample], task: str) -> dict[str, list[str]]:
    """Every name of the samples, as often as it stands there, by type."""
    found: dict[str, list[str]] = defaultdict(list)
    for sample in samples:
        for start, end, label in spans_of(sample.labels[task]):
            found[label].append(sample.text[start:end])
    return found


def swap_names(sample: Sample, task: str, names: dict[str, list[str]], chance: float, rng: random.Random) -> Sample:
    """The sample with each of its names replaced, with that chance, by another of its type."""
    return rename(sample, task, lambda name, label: rng.choice(names[label]) if rng.random() < chance else name)


def rename(sample: Sample, task: str, new: Callable[[str, str], str]) -> Sample:
    """The sample with `new(name, label)` in the place of each name."""
    text, labels, at = "", list[str](), 0
    for start, end, label in spans_of(sample.labels[task]):
        name = new(sample.text[start:end], label)
        text += sample.text[at:start] + name
        labels += sample.labels[task][at:start] + bioes(len(name), [(0, len(name), label)])
        at = end
    return Sample(text + sample.text[at:], {task: labels + sample.labels[task][at:]})
