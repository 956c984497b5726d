"""One load in a database at a time.

The lock is a node that is created and never committed: a constraint makes the next load wait for it, nobody sees it,
and it vanishes with the connection of a loader that dies. Its label is its own: schema commands for a label wait for
all transactions that touch it, and everything else then waits for them.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import ServerError
from kg.neo4j.database import Database

if TYPE_CHECKING:
    from neo4j import Driver, Session, Transaction

_PREPARE = "CREATE CONSTRAINT kg_load IF NOT EXISTS FOR (n:KgLoad) REQUIRE n.id IS UNIQUE"
_TAKE = "CREATE (n:KgLoad {id: 'lock'})"
_PATIENCE = 2.0  # seconds before a wait is worth telling


class LoadLock:
    """The right to write, for as long as the transaction lives."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._turn = threading.Lock()

    def check(self) -> None:
        """Make sure that the lock is still held.

        Raises:
            ServerError: the server went away or ended the transaction, so that another load may be at work.
        """
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            with self._turn:
                self._tx.run("RETURN 1").consume()
        except (DriverError, Neo4jError, OSError) as error:
            raise ServerError(f"the server went away or ended the load's lock: {error}") from error


@contextmanager
def load_lock(driver: Driver, database: str | None, waiting: Callable[[], None]) -> Iterator[LoadLock]:
    """Wait for the lock and hold it; `waiting` is called if another load has it."""
    Database(driver, database).command(_PREPARE)
    if _is_taken(driver, database):
        waiting()
    with driver.session(database=database) as session, _take(session) as tx:
        lock = LoadLock(tx)
        yield lock
        lock.check()
        tx.rollback()


def _take(session: Session) -> Transaction:
    """Wait for the lock. Where the first loads of a database meet, one may be told to try again."""
    from neo4j.exceptions import TransientError

    while True:
        tx = session.begin_transaction()
        try:
            tx.run(_TAKE).consume()
            return tx
        except TransientError:
            tx.close()
            time.sleep(random.uniform(0.1, 0.5))
        except BaseException:
            tx.close()
            raise


def _is_taken(driver: Driver, database: str | None) -> bool:
    from neo4j import Query
    from neo4j.exceptions import ClientError, TransientError

    with driver.session(database=database) as session:
        try:
            session.run(Query(f"{_TAKE} DELETE n", timeout=_PATIENCE)).consume()
        except TransientError:
            return True
        except ClientError as error:
            if any(reason in (error.code or "") for reason in ("TimedOut", "LockClientStopped", "Terminated")):
                return True
            raise
    return False
