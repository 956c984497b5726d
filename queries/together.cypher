// With whom and what a name appears most
// :param name => '西昌市'
MATCH (one:Entity)-[:MENTIONED_IN]->(article:Article)<-[:MENTIONED_IN]-(other:Entity)
WHERE (one.name = $name OR $name IN one.aliases) AND one.id <> other.id
WITH other, count(DISTINCT article.id) AS together, min(article.date) AS first, max(article.date) AS last
RETURN other.name AS name, [label IN labels(other) WHERE label <> 'Entity'] AS type, together, first, last
ORDER BY together DESC, name, other.id
LIMIT 50
