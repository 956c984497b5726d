// Graph health: how many there are of what, and over which time
MATCH (n)
UNWIND [label IN labels(n) WHERE label <> 'Entity'] AS label
RETURN label AS what, count(n) AS number, min(coalesce(n.first_seen, n.date)) AS first, max(coalesce(n.last_seen, n.date)) AS last
ORDER BY what
UNION ALL
MATCH ()-[r]->()
RETURN type(r) AS what, count(r) AS number, min(r.date) AS first, max(coalesce(r.last_date, r.date)) AS last
ORDER BY what
