"""`python -m kg` is the same as `kg`."""

from kg.cli import app

app(prog_name="kg")
