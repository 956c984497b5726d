// Graph health: entities without any relation but being mentioned
MATCH (e:Entity)
WHERE NOT (e)-[:HOLDS_POST|PART_OF|LOCATED_IN|INVESTS_IN|BUILDS|RUNS|ISSUES|DONATES_TO|COOPERATES_WITH|AUTHORED]-()
RETURN e.name AS name, labels(e) AS labels, e.mentions AS mentions, e.articles AS articles, e.id AS id
ORDER BY mentions DESC, id
LIMIT 100
