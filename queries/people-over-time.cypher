// The people of a body and of its parts, in the order in which the paper named them
// :param name => '凉山彝族自治州'
MATCH (whole:Entity) WHERE whole.name = $name OR $name IN whole.aliases
MATCH (part:Entity)-[:PART_OF|LOCATED_IN*0..3]->(whole)
WITH DISTINCT part
MATCH (person:Person)-[r:HOLDS_POST]->(part)
UNWIND range(0, r.weight - 1) AS i
RETURN coalesce(r.dates, [r.date])[i] AS date, person.name AS person, r.title AS post, part.name AS body,
       coalesce(r.articles, [r.article])[i] AS article
ORDER BY date, person, body, post, article
