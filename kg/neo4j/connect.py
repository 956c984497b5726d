"""A Neo4j server: where it is, who asks, and what its errors mean for a user."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import InputError, ServerError

if TYPE_CHECKING:
    from neo4j import Driver

OLDEST = 5
_VERSION = "CALL dbms.components() YIELD name, versions WHERE name STARTS WITH 'Neo4j' RETURN name, versions[0] AS version LIMIT 1"
_PAUSE = 0.5
_PATIENCE: dict[str, Any] = {"connection_timeout": 10, "connection_acquisition_timeout": 30, "max_transaction_retry_time": 10}
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True)
class Server:
    """Address and credentials. Without a password kg logs in without credentials; `database` None is the server's default."""

    uri: str = "bolt://localhost:7687"
    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.uri)
        if parts.scheme not in _SCHEMES:
            schemes = ", ".join(_SCHEMES)
            raise InputError(f"{self.uri!r}: no address of a Neo4j server; it begins with one of {schemes}, as bolt://localhost:7687")
        if parts.password or parts.username:
            raise InputError("no user and password in the address: the shell would keep them; set NEO4J_USERNAME and NEO4J_PASSWORD")


@contextmanager
def connected(server: Server, wait: float = 0.0, waiting: Callable[[], None] | None = None) -> Iterator[Driver]:
    """A driver for a server that answers, lets the user in and is of a version that kg knows.

    `wait` is how many seconds a server may still take to start; `waiting` is called once if it does.

    Raises:
        ServerError: it cannot be used; also for whatever the driver raises while the context lasts.
    """
    from neo4j import GraphDatabase

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # retries are nothing to tell a user of
    auth = (server.user, server.password) if server.password else None
    with translated(server), GraphDatabase.driver(server.uri, auth=auth, notifications_min_severity="OFF", **_PATIENCE) as driver:
        _await(driver, server, time.monotonic() + wait, waiting)
        _check_version(driver, server)
        yield driver


def _await(driver: Driver, server: Server, until: float, waiting: Callable[[], None] | None) -> None:
    """Come back when the database answers; a refusal is final, silence and "unavailable" are not before `until`."""
    from neo4j.exceptions import ServiceUnavailable, TransientError

    told = False
    while True:
        try:
            with driver.session(database=server.database) as session:
                session.run("RETURN 1").consume()
            return
        except (ServiceUnavailable, TransientError) as error:
            if time.monotonic() + _PAUSE > until or "HTTP" in str(error):
                raise
            if waiting and not told:
                waiting()
            told = True
            time.sleep(_PAUSE)


def _check_version(driver: Driver, server: Server) -> None:
    with driver.session(database=server.database) as session:
        record = session.run(_VERSION).single(strict=True)
    major = str(record["version"]).split(".")[0]
    if not major.isdigit() or int(major) < OLDEST:
        found = f"{record['name']} {record['version']}"
        raise ServerError(f"{server.uri}: this is {found}; kg needs Neo4j {OLDEST} or newer (5.26 LTS is the tested one)")


@contextmanager
def translated(server: Server) -> Iterator[None]:
    """Turn the driver's errors into a `ServerError` that says what to do."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except Neo4jError as error:
        raise ServerError(f"{server.uri}: {_explain(error.code or '', error.message or str(error), server)}") from error
    except (DriverError, OSError) as error:
        raise ServerError(f"{server.uri}: {_explain_driver(error)}") from error


_STARTING = "the server runs, but the database is not available yet (starting, or stopped); try again, or give --wait more seconds"
_MEMORY = "the server has too little memory: raise server.memory.heap.max_size, or give --batch a smaller number"
_DEEDS = {
    "AccessMode": "this query writes; kg query only reads",
    "AuthenticationRateLimit": "too many logins failed; wait a few seconds, then try with the right password",
    "CredentialsExpired": "the password has to be changed first: log in once in Neo4j Browser",
    "TokenExpired": "the login is no longer valid; log in again",
    "DatabaseUnavailable": _STARTING,
    "OutOfMemory": _MEMORY,
    "OutOfMemoryError": _MEMORY,
    "MemoryPoolOutOfMemoryError": _MEMORY,
}


def _explain(code: str, message: str, server: Server) -> str:
    last = code.rsplit(".", 1)[-1]
    if "read-only" in message.lower() or "read only" in message.lower() or "ReadOnly" in code:
        return f"database {server.database or 'neo4j'!r} is read-only ({message}); see server.databases.read_only in neo4j.conf"
    if last == "Unauthorized":
        return f"user {server.user!r} or the password is wrong; set NEO4J_USERNAME and NEO4J_PASSWORD"
    if last == "DatabaseNotFound":
        return f"there is no database {server.database!r}; give another --database, or none for the server's default"
    if last == "Forbidden":
        return f"user {server.user!r} may not do this: {message}"
    return _DEEDS.get(last) or f"{message} ({code})"


def _explain_driver(error: Exception) -> str:
    text = " ".join(str(error).split())
    if "HTTP" in text:
        return "this is the web port, not the one for programs; the latter is 7687 unless neo4j.conf says otherwise"
    if type(error).__name__ in ("ServiceUnavailable", "OSError", "SessionExpired", "ConnectionRefusedError", "IncompleteCommit"):
        return f"the server does not answer, or went away: is it running? (`docker compose up -d --wait` starts one) {text}"
    return f"{type(error).__name__}: {text}"
