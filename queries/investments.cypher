// Who invests how much, in what and where
MATCH (investor:Entity)-[r:INVESTS_IN]->(project:Project)
OPTIONAL MATCH (project)-[:LOCATED_IN]->(place:Place)
WITH investor, r, project, place ORDER BY place.name
WITH investor, r, project, collect(DISTINCT place.name) AS places
RETURN investor.name AS investor, project.name AS project, places, r.amount AS amount, r.yuan AS yuan, r.date AS date, r.article AS article
ORDER BY coalesce(yuan, 0.0) DESC, investor, project, amount
LIMIT 200
