"""A running server over the real release, whose base IRI is its address, and a browser that may reach nothing else."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from zhengtu.config import Settings
from zhengtu.store.pooled import PooledStore
from zhengtu.store.release import Release
from zhengtu.web.app import create_app


@pytest.fixture(scope="session")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    folder = tmp_path_factory.mktemp("releases")
    settings = Settings(data_dir=root / "data", release_dir=folder, base_iri=f"{base}/", reasoner="none")
    from zhengtu.build.build import build  # here, so that a test of one early stage does not wait for all of them

    build(settings)
    release = Release.current(folder)
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings, release, PooledStore.open(release.dump)), log_level="error")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield base
    server.should_exit = True
    thread.join()
    listener.close()


# Playwright keeps an event loop running in this thread: it ends with the module, so that other tests can have theirs.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def elsewhere() -> list[str]:
    """What a page asked of other hosts."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, elsewhere: list[str]) -> Iterator[Page]:
    """A page in Chinese."""
    page = browser.new_page(locale="zh-CN", reduced_motion="reduce")
    keep_inside(page, address, elsewhere)
    yield page
    page.close()


@pytest.fixture
def plain_page(browser: Browser, address: str, elsewhere: list[str]) -> Iterator[Page]:
    """A page whose browser runs no script."""
    page = browser.new_page(locale="zh-CN", java_script_enabled=False)
    keep_inside(page, address, elsewhere)
    yield page
    page.close()


def keep_inside(page: Page, address: str, elsewhere: list[str]) -> None:
    """Refuse every request to another host, and write it down."""
    inside = lambda url: url.startswith((f"{address}/", "data:", "blob:"))  # noqa: E731
    page.on("request", lambda request: None if inside(request.url) else elsewhere.append(request.url))
    page.route(lambda url: not inside(url), lambda route: route.abort())
