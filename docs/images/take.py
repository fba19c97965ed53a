"""Take the pictures of the README from a running service: python docs/images/take.py [http://127.0.0.1:8000]."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = {
    "yuncheng.png": ("/doc/policy/yuncheng-2024?lang=zh#art_5/item_3", 1280, 860),
    "who-pays.png": (
        "/who-pays?lang=zh&policy=yuncheng-2024&provision=yuncheng-2024/art_5/item_3&amount=500000",
        1280,
        860,
    ),
}


def take(address: str) -> None:
    """Write every picture beside this file; needs a Chromium on the path."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (place, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.emulate_media(reduced_motion="reduce")
            page.goto(address + place)
            page.wait_for_timeout(1500)  # a smooth scroll to the anchor takes its time
            page.screenshot(path=Path(__file__).with_name(name))
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
