"""Neo4j: load a dataset into a server, write the files of neo4j-admin, run queries on a server or without one.

rows        the graph as rows of nodes and relationships, the same for every store
schema      labels, types, constraints and indexes
connect     a server: address, credentials, what its errors mean
lock        one load in a database at a time
statements  the Cypher of a load
diff        what of a dataset a database lacks
work        batches side by side that never wait for one another's locks
load        the load itself
admin       CSV for `neo4j-admin database import full`
query       query files and their results
embedded    the same queries on a store in this process
"""
