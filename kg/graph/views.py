"""The graph as two flat tables, nodes and edges: what networkx, pandas and every export are made of."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.dataset import stable_id
from kg.errors import MissingExtra
from kg.graph.facts import NO_DATE, Facts, evidence_rows, fact_props, relation_facts
from kg.graph.model import edge_label
from kg.ontology import RELATION_TYPES

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kg.graph.knowledge import KnowledgeGraph

SEPARATOR = " | "
"""Between several aliases, dates or sentences in one cell."""

_FIXED = ("id", "source", "target", "label", "type", "weight", "score", "first_date", "last_date", "date", "headline", "doc", "sentence")


def node_table(graph: KnowledgeGraph, articles: bool = False, flat: bool = True) -> pa.Table:
    """Nodes, one row each: id, label, type, aliases, adcode, attributes (JSON), first_seen, last_seen, articles, mentions.

    With `articles` also the articles: their headline is the label, and doc, publication, issue and kind are columns.
    `flat=False` leaves lists as lists.
    """
    t = graph.source.entities
    blank = pc.or_kleene(pc.equal(t["attributes"], "{}"), pc.equal(t["attributes"], ""))
    table = pa.table(
        {
            "id": t["entity_id"],
            "label": t["name"],
            "type": t["type"],
            "aliases": _joined(t["aliases"]) if flat else t["aliases"],
            "adcode": t["adcode"],
            "attributes": pc.if_else(blank.fill_null(True), None, t["attributes"]),
            "first_seen": t["first_seen"],
            "last_seen": t["last_seen"],
            "articles": t["articles"].fill_null(0),
            "mentions": t["mentions"].fill_null(0),
        }
    )
    return pa.concat_tables([table, _article_nodes(graph.source.articles, flat)], promote_options="default") if articles else table


def edge_table(graph: KnowledgeGraph, merged: bool = True, articles: bool = False, flat: bool = True) -> pa.Table:
    """Edges, one row each: id, source, target, label, type, weight, score, the types' own properties, and the evidence.

    `weight` is the number of evidences. date, headline, doc and sentence hold as many values, oldest first,
    joined by ` | `. `merged=False` gives every evidence its own edge, under its relation id.
    `flat=False` leaves lists as lists and the properties as one column of JSON, `props`.
    """
    facts = graph.records.facts if merged else relation_facts(graph.source, graph.records.numbers, merged=False)
    table = _fact_edges(graph, facts, merged, articles, flat)
    if articles:
        mentioned = graph.records.mentioned
        table = pa.concat_tables([table, _fact_edges(graph, mentioned, True, True, flat)], promote_options="default")
    return table


def to_networkx(graph: KnowledgeGraph, merged: bool, articles: bool) -> nx.MultiDiGraph:
    """See `KnowledgeGraph.to_networkx`."""
    import networkx as nx

    net = nx.MultiDiGraph()
    for row in _rows(node_table(graph, articles)):
        net.add_node(row.pop("id"), **row)
    for row in _rows(edge_table(graph, merged, articles)):
        net.add_edge(row.pop("source"), row.pop("target"), key=row.pop("id"), **row)
    return net


def to_pandas(graph: KnowledgeGraph, merged: bool, articles: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """See `KnowledgeGraph.to_pandas`."""
    try:
        import pandas  # noqa: F401 — asked for here, so that the error can name the extra
    except ImportError as error:
        raise MissingExtra("to_pandas needs pandas: pip install 'kg[pandas]'") from error
    return node_table(graph, articles).to_pandas(), edge_table(graph, merged, articles).to_pandas()


def counts_html(graph: KnowledgeGraph) -> str:
    """What there is in the graph, for Jupyter."""
    rows = [(kind, name, number) for kind, group in graph.counts().items() for name, number in group.items()]
    cells = "".join(f"<tr><td>{kind}</td><td>{escape(name)}</td><td>{number}</td></tr>" for kind, name, number in rows)
    return f"<p>{escape(repr(graph))}</p><table>{cells}</table>"


def _rows(table: pa.Table) -> Any:
    """Rows as dictionaries without empty values."""
    for batch in table.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            yield {key: value for key, value in row.items() if value is not None}


def _article_nodes(articles: pa.Table, flat: bool) -> pa.Table:
    places = pc.binary_join_element_wise(articles["doc"].fill_null(""), pc.cast(articles["seq"].fill_null(0), pa.string()), " #")
    untitled = pc.equal(articles["title"].fill_null(""), "")
    return pa.table(
        {
            "id": articles["article_id"],
            "label": pc.if_else(untitled, places, articles["title"]),
            "type": pa.array(["ARTICLE"] * len(articles), pa.string()),
            "first_seen": articles["date"],
            "last_seen": articles["date"],
            "doc": articles["doc"],
            "publication": articles["publication"],
            "issue": articles["issue"],
            "kind": articles["kind"],
            "byline": _joined(articles["byline"]) if flat else articles["byline"],
        }
    )


def _fact_edges(graph: KnowledgeGraph, facts: Facts, merged: bool, articles: bool, flat: bool) -> pa.Table:
    keep = np.arange(len(facts)) if articles else np.flatnonzero(graph.records.between_entities(facts))
    props, kinds = fact_props(facts), pa.array(facts.types, pa.string())
    heads, tails = graph.records.numbers.ids.take(pa.array(facts.head[keep])), graph.records.numbers.ids.take(pa.array(facts.tail[keep]))
    types, texts = kinds.take(pa.array(facts.type[keep])), pa.array(facts.prop_texts, pa.string()).take(pa.array(facts.props[keep]))
    if merged:
        keys = zip(*(column.to_pylist() for column in (types, heads, tails, texts)), strict=True)
        ids = pa.array([stable_id("f", *key) for key in keys], pa.string())
    else:
        ids = graph.source.relations["relation_id"].combine_chunks().take(pa.array(facts.rows[facts.starts[keep]]))
    return pa.table(
        {
            "id": ids,
            "source": heads,
            "target": tails,
            "label": _labels(facts, props, keep),
            "type": types,
            "weight": pa.array(facts.weight[keep].astype(float)),
            "score": pa.array(facts.score[keep].astype(float)),
            **(_prop_columns(props, facts.props[keep]) if flat else {"props": texts}),
            "first_date": _date_column(facts, facts.first[keep]),
            "last_date": _date_column(facts, facts.last[keep]),
            **_evidence_columns(graph, facts, keep, flat),
        }
    )


def _labels(facts: Facts, props: list[dict[str, Any]], keep: np.ndarray) -> pa.Array:
    pairs, at = np.unique(np.stack([facts.type[keep], facts.props[keep]]), axis=1, return_inverse=True)
    labels = [edge_label(facts.types[t], props[p]) for t, p in pairs.T.tolist()]
    return pa.array(labels, pa.string()).take(pa.array(at.ravel()))


def _prop_columns(props: list[dict[str, Any]], codes: np.ndarray) -> dict[str, pa.Array]:
    """One column a property, those of the ontology first; a name that an edge has already gets the prefix `prop_`."""
    known = [p for kind in RELATION_TYPES.values() for p in kind.props if kind.name != "MENTIONED_IN"]
    found = sorted({key for index in np.unique(codes).tolist() for key in props[index]} - set(known))
    names = {key: f"prop_{key}" if key in _FIXED else key for key in dict.fromkeys([*known, *found])}
    columns = {name: pa.array([_cell(p.get(key)) for p in props], pa.string()) for key, name in names.items()}
    return {name: column.take(pa.array(codes)) for name, column in columns.items()}


def _cell(value: Any) -> str | None:
    text = value if isinstance(value, str) or value is None else json.dumps(value, ensure_ascii=False)
    return text or None


def _evidence_columns(graph: KnowledgeGraph, facts: Facts, keep: np.ndarray, flat: bool) -> dict[str, pa.Array]:
    """date, headline, doc and sentence of each fact's evidence; for MENTIONED_IN those of the article."""
    relations, articles = graph.source.relations, graph.source.articles
    if not len(facts.rows):
        at, offsets = facts.tail[keep] - graph.records.numbers.entities, np.arange(len(keep) + 1)
    else:
        picked, offsets = evidence_rows(facts, keep)
        rows = pa.array(picked)
        at = pc.index_in(relations["article_id"].take(rows), value_set=articles["article_id"].combine_chunks()).to_numpy()
    columns = {new: articles[old].take(pa.array(at)) for new, old in (("date", "date"), ("headline", "title"), ("doc", "doc"))}
    if len(facts.rows):
        names = ("sentence",) if flat else ("sentence", "article_id", "relation_id", "start", "end")
        columns |= {name: relations[name].take(rows) for name in names}
    grouped = {name: pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), _whole(column)) for name, column in columns.items()}
    return {name: _joined(column) for name, column in grouped.items()} if flat else grouped


def _date_column(facts: Facts, codes: np.ndarray) -> pa.Array:
    return pa.array(facts.dates, pa.string()).take(pa.array(codes, mask=codes == NO_DATE))


def _joined(lists: pa.ChunkedArray | pa.ListArray) -> pa.ChunkedArray | pa.Array:
    """List cells as one text; None where nothing is in them."""
    if isinstance(lists, pa.ListArray):
        lists = pa.ListArray.from_arrays(lists.offsets, lists.values.fill_null(""))
    text = pc.binary_join(lists, SEPARATOR)
    return pc.if_else(pc.equal(text, "").fill_null(True), None, text)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """One array, with 64-bit offsets where the text is too long for 32."""
    found = column.combine_chunks()
    return found if isinstance(found, pa.Array) else column.cast(pa.large_string()).combine_chunks()
