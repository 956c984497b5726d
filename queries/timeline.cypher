// What the paper wrote about a name, article by article
// :param name => '西昌市'
MATCH (e:Entity)-[m:MENTIONED_IN]->(article:Article)
WHERE e.name = $name OR $name IN e.aliases
RETURN article.date AS date, article.name AS title, m.mentions AS mentions, e.name AS name, article.doc AS page
ORDER BY date, page, title, name
