"""Releases of a few triples, whole by their manifest, and a server over a folder of them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhengtu.config import Settings
from zhengtu.web.app import create_live_app
from zhengtu.web.live import LiveSite
from zhengtu.web.serve import first_release, open_pool
from zhengtu.web.server import server_of

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ASK_NAME = f"SELECT ?name {{ <http://localhost:8000/id/release> <{LABEL}> ?name }}"


def write_release(release_dir: Path, name: str) -> Path:
    """Write a release in which every one of 200 triples carries the name."""
    folder = release_dir / f"r-{name}"
    folder.mkdir(parents=True)
    subjects = ["release", *(f"thing/{number}" for number in range(199))]
    lines = [
        f'<http://localhost:8000/id/{subject}> <{LABEL}> "{name}" <http://localhost:8000/graph/g> .\n'
        for subject in subjects
    ]
    body = "".join(lines).encode()
    (folder / "dump.nq").write_bytes(body)
    manifest = {
        "base_iri": "http://localhost:8000/",
        "documents": [],
        "counts": {"triples": len(lines)},
        "files": {"dump.nq": {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}},
    }
    (folder / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def publish(release_dir: Path, name: str) -> None:
    """Point `current` at a release in one step."""
    link = release_dir / ".next"
    link.unlink(missing_ok=True)
    link.symlink_to(f"r-{name}", target_is_directory=True)
    link.replace(release_dir / "current")


@dataclass(frozen=True, slots=True)
class Service:
    """A server that runs in a thread, as `zhengtu serve` runs it."""

    port: int
    release_dir: Path
    live: LiveSite

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> socket.socket:
        """A bare connection, for clients that misbehave."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)


@contextlib.contextmanager
def serving(settings: Settings) -> Iterator[Service]:
    """Serve the release directory of the settings on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    live = LiveSite(settings, lambda release: open_pool(settings, release))
    app = create_live_app(settings, live, first_release(settings.release_dir))
    server = server_of(settings, app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    assert server.started
    try:
        yield Service(listener.getsockname()[1], settings.release_dir, live)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
