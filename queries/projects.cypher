// Projects by place and amount
MATCH (project:Project)-[:LOCATED_IN]->(place:Place)
OPTIONAL MATCH (investor:Entity)-[r:INVESTS_IN]->(project)
WITH place, project, investor, r ORDER BY investor.name
WITH place, project, collect(DISTINCT investor.name) AS investors, max(r.yuan) AS yuan
RETURN place.name AS place, project.name AS project, yuan, investors, project.first_seen AS since
ORDER BY place, coalesce(yuan, 0.0) DESC, project
LIMIT 500
