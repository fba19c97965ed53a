"""A running server over the real release, and a browser that may reach nothing else."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from zhengtu.config import Settings
from zhengtu.store.pooled import PooledStore
from zhengtu.store.release import Release
from zhengtu.web.app import create_app


@pytest.fixture(scope="session")
def address(release: Release) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(Settings(), release, PooledStore.open(release.dump))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


# Playwright keeps an event loop running in this thread: it ends with the module, so that other tests can have theirs.
@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(locale="zh-CN")
        page.route("**", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
        yield page
        browser.close()
