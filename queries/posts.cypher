// Who holds which post in a body, and since when
// :param name => '重庆枳江建工集团有限公司'
MATCH (body:Entity)<-[r:HOLDS_POST]-(person:Person)
WHERE body.name = $name OR $name IN body.aliases
RETURN person.name AS person, r.title AS post, body.name AS body, r.date AS since, r.last_date AS last_seen,
       r.weight AS evidences, r.sentence AS sentence, r.article AS article
ORDER BY since, person, post
