// Draw it: everything around a name, two steps far
// :param name => '重庆枳江建工集团有限公司'
MATCH (e:Entity) WHERE e.name = $name
MATCH p = (e)-[:HOLDS_POST|PART_OF|LOCATED_IN|INVESTS_IN|BUILDS|RUNS|ISSUES|DONATES_TO|COOPERATES_WITH*1..2]-(:Entity)
RETURN p
LIMIT 300
