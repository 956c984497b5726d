"""Where a post has its seat: 县长 named after a party committee (县委副书记、县长) is of the county."""

from __future__ import annotations

import re
from collections import Counter

from kg.relate.lexicon import PLACE_POST
from kg.relate.sentence import Mark, Scene, Sentence

_PARTY = re.compile(r"委$|党委$|委员会$|党组$|部$|指挥部$|政协$|常委会$")
_LEVELS = "省州市县区旗盟镇乡"
_PARTY_WORDS = re.compile("中共|党委|委员会|委$|人民武装部$|人武部$|人大常委会$|政协$")


def seat(scene: Scene, sentence: Sentence, title: str, body: Mark) -> list[Mark]:
    """The body of a post: for 县长 after another body of the county, the government or the county itself."""
    post = PLACE_POST.match(title)
    if not post or body.label == "PLACE" or not _PARTY.search(body.text):
        return [body]
    level = post[1][0]
    stems = {_PARTY_WORDS.sub("", w) for m in sentence.marks if m.label == "ORG" for w in scene.wordings[m.key] | {m.text}} - {""}
    near = [m for m in sentence.marks if m.use == "name"]
    everywhere = [m for s in scene.sentences for m in s.marks if m.use == "name"]
    return (
        _division(scene, near, level, stems)
        or [m for m in near if m.label == "ORG" and m.text.endswith("政府") and level in m.text][:1]
        or _division(scene, everywhere, level, stems)
        or [m for m in scene.headline if m.label == "ORG" and m.text.endswith("政府") and level in m.text][:1]
    )


def _division(scene: Scene, marks: list[Mark], level: str, stems: set[str]) -> list[Mark]:
    """The most named place of the level whose name is that of a body of the sentence."""
    places = [m for m in marks if m.label == "PLACE" and _is_seat(scene.wordings[m.key], level, stems)]
    if not places:
        return []
    key = Counter(m.key for m in places).most_common(1)[0][0]
    return [next(m for m in places if m.key == key)]


def _is_seat(wordings: set[str], level: str, stems: set[str]) -> bool:
    """Whether a place is called 我县 or 全县, or as a stem is (青河县委 → 青河县, 青河), or is a 县 where the stem is only 县 (县委)."""
    if any(w[-1] in _LEVELS and w[-1] != level and len(w) > 2 for w in wordings):
        return False
    if wordings & {f"我{level}", f"全{level}", f"本{level}", f"{level}里"}:
        return True
    return any(_same(word, stem, level) for word in wordings for stem in stems)


def _same(word: str, stem: str, level: str) -> bool:
    shortened = len(word) > 1 and stem.startswith(word) and len(stem) - len(word) < 4
    return word == stem or shortened or (stem == level and word.endswith(level))
