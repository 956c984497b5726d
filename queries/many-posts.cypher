// People with posts in several bodies
MATCH (person:Person)-[r:HOLDS_POST]->(body:Entity)
WITH person, body, r ORDER BY r.date, body.name, r.title
WITH person, collect(DISTINCT body.name) AS bodies, collect(r.title) AS posts
WHERE size(bodies) > 1
RETURN person.name AS name, size(bodies) AS number, bodies, posts, person.id AS id
ORDER BY number DESC, name, id
LIMIT 100
