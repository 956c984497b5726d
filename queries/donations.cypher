// Who gave what to whom, and for what
MATCH (giver:Entity)-[r:DONATES_TO]->(taker:Org)
RETURN giver.name AS giver, taker.name AS taker, r.amount AS amount, r.yuan AS yuan, r.purpose AS purpose, r.date AS date, r.article AS article
ORDER BY coalesce(yuan, 0.0) DESC, giver, taker, amount, date, article
LIMIT 200
