"""`kg show NAME`: all that is known of an entity."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli.frame import OUT, DatasetOption, with_examples
from kg.cli.output import make_console, print_facts, print_json, safe
from kg.cli.records import entity_json, evidence_text, first_evidence, relation_json, words_of
from kg.ontology import ENTITY_TYPES, RELATION_TYPES

if TYPE_CHECKING:
    from kg.graph import Entity, Event, KnowledgeGraph, Relation


@with_examples("kg show 木垒县", "kg show 李建军 --type PERSON --all", "kg show 州应急管理局 --json")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")],
    dataset: DatasetOption = OUT,
    type: Annotated[str | None, typer.Option("--type", "-t", help=f"Its type, if names repeat: {', '.join(ENTITY_TYPES)}.")] = None,
    all: Annotated[bool, typer.Option("--all", "-a", help="Every relation, evidence and article, not the first few.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """Show an entity: who or what it is, its relations and where they were read."""
    import kg

    graph = kg.open(dataset)
    entity = graph.entity(name, type)
    if as_json:
        relations = [relation_json(r, graph.evidence(r)) for r in graph.relations(entity)]
        print_json(entity_json(entity) | {"relations": relations})
        return
    console = make_console()
    print_head(console, entity)
    print_relations(console, graph, entity, None if all else 8)
    print_articles(console, graph.timeline(entity), None if all else 5)


def print_head(console: Console, entity: Entity) -> None:
    """Name, type, aliases, attributes, when and how often seen, id."""
    color = ENTITY_TYPES[entity.type].color if entity.type in ENTITY_TYPES else "white"
    console.print(Text.assemble((safe(entity.name), f"bold {color}"), "  ", f"{entity.type} {entity.chinese}"))
    dates = " – ".join(dict.fromkeys(filter(None, (entity.first_seen, entity.last_seen))))
    seen = f"{_number(entity.mentions, 'mention')} in {_number(entity.articles, 'article')}{', ' + dates if dates else ''}"
    facts = {"also": "、".join(map(safe, entity.aliases)), "code": entity.adcode}
    facts |= {safe(k): safe(v) for k, v in entity.attributes.items()} | {"seen": seen, "id": entity.id}
    print_facts(console, {key: value for key, value in facts.items() if value})


def print_relations(console: Console, graph: KnowledgeGraph, entity: Entity, limit: int | None) -> None:
    """Relations by type and direction, each with its oldest evidence (all, without a limit)."""
    for (kind, out), group in groupby(_directed(graph, entity), key=lambda pair: (pair[0].type, pair[1])):
        found = [relation for relation, _ in group]
        chinese = RELATION_TYPES[kind].chinese if kind in RELATION_TYPES else ""
        console.print(Text.assemble("\n", (f"{kind} {chinese}", "bold"), f" {'→' if out else '←'} ({len(found)})"))
        oldest = first_evidence(graph, found[:limit])
        for relation in found[:limit]:
            console.print(Padding(_line(relation, entity), (0, 0, 0, 2), expand=False))
            for evidence in graph.evidence(relation) if limit is None else [oldest[relation.id]]:
                console.print(Padding(evidence_text(evidence, words_of(relation)), (0, 0, 0, 6), expand=False))
        if limit is not None and len(found) > limit:
            console.print(Text(f"  … and {len(found) - limit} more (--all)", "dim"))


def print_articles(console: Console, events: list[Event], limit: int | None) -> None:
    """The latest articles that name the entity."""
    console.print(Text.assemble("\n", ("Articles", "bold"), f" ({len(events)})"))
    dated = sorted((e for e in events if e.date), key=lambda e: e.date or "", reverse=True)
    for event in (dated + [e for e in events if not e.date])[:limit]:
        line = Text.assemble((event.date or "undated   ", "dim"), "  ", safe(event.article.name), (f"  {event.article.doc}", "dim"))
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
    if limit is not None and len(events) > limit:
        console.print(Text(f"  … and {len(events) - limit} more (kg timeline)", "dim"))


def _directed(graph: KnowledgeGraph, entity: Entity) -> list[tuple[Relation, bool]]:
    """Relations with whether they leave the entity; order by type, outgoing first."""
    pairs = [(r, r.head.id == entity.id) for r in graph.relations(entity)]
    kinds = list(dict.fromkeys(r.type for r, _ in pairs))
    return sorted(pairs, key=lambda pair: (kinds.index(pair[0].type), not pair[1]))


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _line(relation: Relation, entity: Entity) -> Text:
    told = ((safe(k), safe(v)) for k, v in relation.props.items())
    props = "  ".join(v if k in ("title", "role") else f"{k}: {v}" for k, v in told if v)
    times = f"  ×{relation.weight}" if relation.weight > 1 else ""
    return Text.assemble(safe(relation.other(entity).name), ("  " + props if props else "", "cyan"), (times, "dim"))
