// Draw it: who invests in, builds and runs which projects, and where they are
MATCH p = (:Entity)-[:INVESTS_IN|BUILDS|RUNS]->(:Project)-[:LOCATED_IN]->(:Place)
RETURN p
LIMIT 300
