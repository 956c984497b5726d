"""A database as the load writes to it: transactions that may be tried again without doing anything twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session


@dataclass(frozen=True)
class Step:
    """A statement of a transaction; `again` is what does the same where the first try may have come through unseen."""

    statement: str
    parameters: dict[str, Any] = field(default_factory=dict)
    again: str | None = None


class Database:
    """One database of a server. `check` raises if the load must not go on."""

    def __init__(self, driver: Driver, name: str | None, check: Callable[[], None] = lambda: None) -> None:
        self._driver = driver
        self._name = name
        self.check = check
        self._stopped = False

    def stop(self) -> None:
        """Let no further transaction begin."""
        self._stopped = True

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session; sessions are not to be shared between threads."""
        with self._driver.session(database=self._name) as session:
            yield session

    def write(self, steps: Sequence[Step]) -> None:
        """All steps in one transaction."""
        if self._stopped:
            raise CancelledError
        attempts = 0

        def work(tx: ManagedTransaction) -> None:
            nonlocal attempts
            attempts += 1
            if attempts > 1:
                self.check()
            for step in steps:
                tx.run(step.again if attempts > 1 and step.again else step.statement, step.parameters).consume()

        if steps:
            with self.session() as session:
                session.execute_write(work)

    def command(self, *statements: str) -> None:
        """Schema commands, each in a transaction of its own; they may be tried again without harm."""
        for statement in statements:
            with self.session() as session:
                session.execute_write(_run, statement)

    def value(self, query: str, **parameters: Any) -> Any:
        """The only value of a query's only row."""
        with self.session() as session:
            return session.run(query, parameters).single(strict=True).value()

    def column(self, query: str, **parameters: Any) -> Iterator[Any]:
        """The first value of each row, as they come."""
        with self.session() as session:
            for record in session.run(query, parameters):
                yield record[0]


def _run(tx: ManagedTransaction, statement: str) -> None:
    tx.run(statement).consume()
