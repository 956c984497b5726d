// Homonyms to check: one name, several people or things
MATCH (one:Entity)
WITH one.name AS name, count(one) AS number
WHERE number > 1
MATCH (e:Entity {name: name})
OPTIONAL MATCH (e)-[r]->(other:Entity)
WITH name, number, e, r, other ORDER BY r.weight DESC, other.name
WITH name, number, e, collect(DISTINCT r.label + ' ' + other.name)[..3] AS known_as
RETURN name, number, labels(e) AS labels, e.mentions AS mentions, e.first_seen AS first_seen, e.id AS id, known_as
ORDER BY number DESC, name, id
LIMIT 500
