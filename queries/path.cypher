// Draw it: the shortest paths between two names
// :param a => '周启明'
// :param b => '西昌市'
MATCH (a:Entity) WHERE a.name = $a
MATCH (b:Entity) WHERE b.name = $b AND b.id <> a.id
MATCH p = allShortestPaths((a)-[:HOLDS_POST|PART_OF|LOCATED_IN|INVESTS_IN|BUILDS|RUNS|ISSUES|DONATES_TO|COOPERATES_WITH*..10]-(b))
RETURN p
