// Graph health: entities that may be one, as the name of one is an alias of the other
MATCH (a:Entity) WHERE a.aliases IS NOT NULL
UNWIND a.aliases AS alias
MATCH (b:Entity {name: alias})
WHERE a.id <> b.id AND labels(a) = labels(b)
RETURN b.name AS name, b.mentions AS mentions, a.name AS may_be, a.mentions AS its_mentions, labels(a) AS labels, b.id AS id, a.id AS its_id
ORDER BY mentions DESC, id, its_id
LIMIT 100
