// The organisations under a parent, to the fourth level
// :param name => '重庆枳江建工集团有限公司'
MATCH (parent:Entity) WHERE parent.name = $name OR $name IN parent.aliases
MATCH p = (part:Org)-[:PART_OF*1..4]->(parent)
RETURN length(p) AS level, part.name AS organisation, [n IN nodes(p) | n.name] AS chain
ORDER BY level, organisation, chain
