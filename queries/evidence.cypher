// The evidence of what joins two names
// :param a => '重庆枳江建工集团有限公司'
// :param b => '凉山彝族自治州人民政府'
MATCH (a:Entity)-[r]-(b:Entity)
WHERE (a.name = $a OR $a IN a.aliases) AND (b.name = $b OR $b IN b.aliases)
UNWIND range(0, r.weight - 1) AS i
RETURN startNode(r).name AS head, r.label AS relation, endNode(r).name AS tail, coalesce(r.dates, [r.date])[i] AS date,
       coalesce(r.sentences, [r.sentence])[i] AS sentence, coalesce(r.articles, [r.article])[i] AS article
ORDER BY head, relation, tail, date, sentence
