// Draw it: the people of a place, the bodies named after it and the posts between them
// :param name => '凉山州'
MATCH (place:Place) WHERE place.name = $name OR $name IN place.aliases
MATCH p = (:Person)-[:HOLDS_POST]->(body:Entity)
WHERE any(called IN [place.name] + coalesce(place.aliases, []) WHERE size(called) > 1 AND NOT left(called, 1) IN ['我', '全', '本'] AND body.name CONTAINS called)
RETURN p
LIMIT 300
