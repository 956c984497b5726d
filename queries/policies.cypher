// Who issued which policy
MATCH (body:Entity)-[r:ISSUES]->(policy:Policy)
RETURN policy.name AS policy, body.name AS issued_by, r.date AS first_named, r.weight AS evidences, r.sentence AS sentence
ORDER BY first_named, policy, issued_by
LIMIT 500
