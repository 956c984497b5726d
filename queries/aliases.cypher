// What an entity is called
// :param name => '凉山'
MATCH (e:Entity)
WHERE e.name = $name OR $name IN e.aliases
RETURN e.name AS name, labels(e) AS labels, e.aliases AS aliases, e.mentions AS mentions, e.first_seen AS first_seen, e.last_seen AS last_seen, e.id AS id
ORDER BY mentions DESC, id
