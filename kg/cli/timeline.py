"""`kg timeline NAME`: what the articles say of an entity, by date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.frame import OUT, DatasetOption, with_examples
from kg.cli.output import print_json, print_table

if TYPE_CHECKING:
    from kg.graph import Entity, Event


@with_examples("kg timeline 木垒县", "kg timeline 准东开发区 --json")
def timeline(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")],
    dataset: DatasetOption = OUT,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List the articles that name an entity, oldest first, with the relations read there."""
    import kg

    graph = kg.open(dataset)
    entity = graph.entity(name)
    events = graph.timeline(entity)
    if as_json:
        print_json([event_json(e, entity) for e in events])
    else:
        rows = ((e.date or "undated", e.mentions, e.article.name, "；".join(_told(e, entity)), e.article.doc) for e in events)
        print_table(("DATE", "×", "ARTICLE", "RELATIONS", "PAGE"), rows)


def event_json(event: Event, entity: Entity) -> dict:
    """An event as a JSON object."""
    article = event.article
    own = {"date": event.date, "article_id": article.id, "title": article.title, "doc": article.doc, "mentions": event.mentions}
    return own | {"relations": _told(event, entity)}


def _told(event: Event, entity: Entity) -> list[str]:
    """Each relation as it reads from the entity."""
    return [
        f"{r.label} → {r.tail.name}" if r.head.id == entity.id else f"{r.head.name} {r.label} →"
        for r in event.relations
        if r.tail.id != event.article.id
    ]
