"""How the built-in name model may read: see `kg.nlp.tagger`."""

READINGS = ("accurate", "cascade", "fast")
DEFAULT_READING = "accurate"
