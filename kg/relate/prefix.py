"""Names that begin with another name of the same article: 兴业银行准东支行 and 兴业银行."""

from __future__ import annotations

from collections.abc import Iterator

from kg.relate.sentence import Mark, Scene, Sentence

_LONGEST = 60
"""Characters of a name beyond which nothing is looked for."""

Names = dict[str, tuple[Sentence, Mark]]


def first_names(scene: Scene, label: str, *, full: bool = False) -> Names:
    """Every wording of this label with the sentence and mark where it stands first; full names where their identity does."""
    names: Names = {}
    for sentence in scene.sentences:
        for mark in sentence.marks:
            if mark.label == label and mark.use == "name":
                names.setdefault(mark.text, (sentence, mark))
    for sentence, mark in list(names.values()):
        for wording in sorted(scene.wordings[mark.key]) if full else ():
            names.setdefault(wording, (sentence, mark))
    return names


def beginnings(names: Names, text: str, *, shortest: int = 2, rest: int = 1) -> Iterator[Mark]:
    """The other names that `text` begins with, longest first, at least `rest` characters shorter."""
    key = names[text][1].key
    for length in range(min(len(text) - rest, _LONGEST), shortest - 1, -1):
        found = names.get(text[:length])
        if found and found[1].key != key:
            yield found[1]
