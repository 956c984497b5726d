// Who writes about what: reporters and the places in their articles
MATCH (author:Person)-[:AUTHORED]->(written:Article)
WITH author, count(DISTINCT written.id) AS articles
ORDER BY articles DESC, author.name, author.id LIMIT 30
MATCH (author)-[:AUTHORED]->(article:Article)<-[:MENTIONED_IN]-(place:Place)
WITH author, articles, place, count(DISTINCT article.id) AS number
ORDER BY number DESC, place.name, place.id
RETURN author.name AS reporter, author.id AS id, articles, collect(place.name)[..5] AS places
ORDER BY articles DESC, reporter, id
