// Which people and organisations appear together most
MATCH (a:Entity)-[:MENTIONED_IN]->(article:Article)<-[:MENTIONED_IN]-(b:Entity)
WHERE a.id < b.id AND (a:Person OR a:Org) AND (b:Person OR b:Org)
WITH a, b, count(DISTINCT article.id) AS together
WHERE together > 1
RETURN a.name AS one, b.name AS other, together
ORDER BY together DESC, one, other, a.id, b.id
LIMIT 50
