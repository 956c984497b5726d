// Builders and their projects
MATCH (builder:Org)-[r:BUILDS]->(project:Project)
OPTIONAL MATCH (project)-[:LOCATED_IN]->(place:Place)
WITH builder, r, project, place ORDER BY place.name
WITH builder, r, project, collect(DISTINCT place.name) AS places
RETURN builder.name AS builder, project.name AS project, places, r.date AS first_named, r.last_date AS last_named,
       r.weight AS evidences, r.sentence AS sentence
ORDER BY builder, project, sentence
LIMIT 500
