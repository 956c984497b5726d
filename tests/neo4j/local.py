"""A Neo4j server of the tests' own: Community edition from Maven Central, on this machine, stopped by its process id.

By hand: `python -m tests.neo4j.local` starts one for you to look at, with Neo4j Browser, until Ctrl-C.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from kg.neo4j.connect import Server

PASSWORD = "newspaper"
CACHE = Path(os.environ.get("KG_TEST_CACHE") or Path.home() / ".cache" / "kg")
_OPENS = [f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "sun.nio.ch", "java.io")]
_ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>kg</groupId><artifactId>neo4j</artifactId><version>1</version><dependencies>{}</dependencies></project>"""
_DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"


@dataclass(frozen=True)
class Release:
    """A release of Neo4j: its version, that of its Browser, its main class and the oldest Java it runs on."""

    version: str
    browser: str
    main: str
    java: int

    def java_home(self) -> Path | None:
        """A Java that is new enough, the oldest of those found."""
        homes = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
        java = shutil.which("java")
        homes += [Path(java).resolve().parents[1]] if java else []
        homes += sorted(Path("/usr/lib/jvm").glob("*")) if Path("/usr/lib/jvm").is_dir() else []
        found = sorted((v, str(home)) for home in homes if (v := _java_version(home)) >= self.java)
        return Path(found[0][1]) if found else None

    def jars(self) -> Path:
        """The folder of its jars; fetched once."""
        folder = CACHE / f"neo4j-{self.version}"
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            if not (folder / "lib").is_dir():
                self._fetch(folder)
        return folder / "lib"

    def _fetch(self, folder: Path) -> None:
        parts = (
            ("org.neo4j", "neo4j", self.version),
            ("org.neo4j.app", "neo4j-server", self.version),
            ("org.neo4j.client", "neo4j-browser", self.browser),
        )
        (folder / "pom.xml").write_text(_POM.format("".join(_DEPENDENCY.format(*p) for p in parts)))
        part = folder / "lib.part"
        shutil.rmtree(part, ignore_errors=True)
        command = ["mvn", "-q", "-B", "-f", str(folder / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={part}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        part.rename(folder / "lib")


LTS = Release("5.26.30", "5.24.0", "org.neo4j.server.CommunityEntryPoint", 17)
NEWEST = Release("2026.09.0", "5.24.0", "org.neo4j.server.Neo4jCommunity", 21)


def missing(release: Release = LTS) -> str | None:
    """Why a server cannot be started here, or None."""
    if not release.java_home():
        return f"no Java {release.java} or newer"
    if not shutil.which("mvn") and not (CACHE / f"neo4j-{release.version}" / "lib").is_dir():
        return "no mvn to fetch Neo4j with"
    return None


@dataclass
class LocalNeo4j:
    """A server in a folder; `settings` go into neo4j.conf."""

    home: Path
    release: Release = LTS
    settings: dict[str, str] = field(default_factory=dict)
    heap: str = "512m"
    flags: tuple[str, ...] = ("-XX:TieredStopAtLevel=1",)  # starts sooner; not for measuring
    bolt: int = 0
    http: int = 0
    process: subprocess.Popen | None = None

    def __post_init__(self) -> None:
        self.bolt, self.http = self.bolt or free_port(), self.http or free_port()

    @property
    def server(self) -> Server:
        """Its address and credentials."""
        return Server(f"bolt://127.0.0.1:{self.bolt}", "neo4j", PASSWORD)

    @property
    def environment(self) -> dict[str, str]:
        """What `kg load` takes the server from."""
        return {"NEO4J_URI": self.server.uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}

    def configure(self, **settings: str) -> None:
        """Write neo4j.conf."""
        conf = {
            "server.bolt.listen_address": f"127.0.0.1:{self.bolt}",
            "server.http.listen_address": f"127.0.0.1:{self.http}",
            "server.https.enabled": "false",
            "dbms.usage_report.enabled": "false",
            "server.memory.heap.max_size": self.heap,
            "server.memory.pagecache.size": "128m",
            **self.settings,
            **settings,
        }
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text("".join(f"{k}={v}\n" for k, v in conf.items()))

    def admin(self, *args: str, cwd: Path | None = None) -> str:
        """Run neo4j-admin; gives what it prints.

        Raises:
            AssertionError: it failed.
        """
        if not (self.home / "conf").is_dir():
            self.configure()
        command = [*self._java(), _ADMIN, *args]
        done = subprocess.run(command, cwd=cwd, env=self._env(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def start(self, wait: float = 120, **settings: str) -> LocalNeo4j:
        """Start it and wait until its web server answers; with `wait` 0 come back at once."""
        self.configure(**settings)
        if not (self.home / "data" / "dbms").exists():
            self.admin("dbms", "set-initial-password", PASSWORD)
        log = (self.home / "console.log").open("a")
        command = [*self._java(), self.release.main, f"--home-dir={self.home}", f"--config-dir={self.home}/conf"]
        self.process = subprocess.Popen(command, env=self._env(), stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        log.close()
        until = time.monotonic() + wait
        while time.monotonic() < until and not self.answers():
            assert self.process.poll() is None, (self.home / "console.log").read_text()[-3000:]
            time.sleep(0.2)
        assert not wait or self.answers(), (self.home / "console.log").read_text()[-3000:]
        return self

    def answers(self) -> bool:
        """Whether the web server, the last part to start, answers."""
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.http}/", timeout=2).close()
        except OSError:
            return False
        return True

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End the process that was started here."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(60)
        self.process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        self.stop(signal.SIGKILL)

    def _java(self) -> list[str]:
        home = self.release.java_home()
        assert home, missing(self.release)
        return [str(home / "bin" / "java"), f"-Xmx{self.heap}", "-XX:+UseSerialGC", *self.flags, *_OPENS, "-cp", f"{self.release.jars()}/*"]

    def _env(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _java_version(home: Path) -> int:
    try:
        lines = (home / "release").read_text().splitlines()
    except OSError:
        return 0
    version = next((line.split('"')[1] for line in lines if line.startswith("JAVA_VERSION=")), "0")
    return int(version.split(".")[0])


def _main() -> None:
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-") as folder:
        local = LocalNeo4j(Path(folder), bolt=7687, http=7474).start()
        print(f"http://127.0.0.1:7474/browser/  {local.server.uri}  user neo4j, password {PASSWORD}; Ctrl-C stops it", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            local.stop()


if __name__ == "__main__":
    _main()
