// Draw it: investors, builders and operators of the projects of a place
// :param name => '凉山州'
MATCH (place:Place) WHERE place.name = $name OR $name IN place.aliases
MATCH p = (:Entity)-[:INVESTS_IN|BUILDS|RUNS]->(:Project)-[:LOCATED_IN*1..4]->(place)
RETURN p
LIMIT 300
