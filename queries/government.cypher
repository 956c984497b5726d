// What a place's government and the other bodies named after the place do: projects, policies, buildings
// :param name => '凉山州'
MATCH (place:Place) WHERE place.name = $name OR $name IN place.aliases
MATCH (body:Entity)-[r:RUNS|ISSUES|BUILDS]->(what:Entity)
WHERE any(called IN [place.name] + coalesce(place.aliases, []) WHERE size(called) > 1 AND NOT left(called, 1) IN ['我', '全', '本'] AND body.name STARTS WITH called)
RETURN DISTINCT body.name AS body, type(r) AS does, what.name AS what, r.date AS since, r.sentence AS sentence
ORDER BY body, does, what, sentence
