"""How long pages take: `python benchmarks/pages.py [ADDRESS]` asks a running service, one request after the other.

Every page is asked once to warm it, then ROUNDS times over one connection, in turns; exit code 1 where p95 of one is
above the limit. What the network and a browser add is not in it.
"""

from __future__ import annotations

import http.client
import json
import platform
import sys
import time
from statistics import median, quantiles
from urllib.parse import quote, urlsplit

PAGES = (
    "/",
    "/search?q=海外仓",
    "/who-pays",
    "/who-pays?policy=yuncheng-2024&area=盐湖区&amount=500000",
    "/compare",
    "/compare?theme=logistics",
    "/questions",
    "/questions/support-amounts",
    "/doc/policy/qingzhou-2022",
    "/doc/policy/yuncheng-2024",
    "/doc/policy/yuncheng-2024/art_5/item_3",
    "/doc/policy/yuncheng-2024/art_5/item_3/m1",
    "/doc/agency/140800/商务局",
    "/code/area/140802",
    "/ontology",
    "/dataset",
    "/quality",
    "/about",
    "/sparql",
    "/docs",
)
ROUNDS = 40
LIMIT_MS = 60.0


def measure(address: str) -> dict[str, list[float]]:
    """Milliseconds of every request by page."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port)
    times: dict[str, list[float]] = {page: [] for page in PAGES}
    for turn in range(ROUNDS + 1):
        for page in PAGES:
            start = time.perf_counter()
            connection.request("GET", quote(page, safe="/?&=%"), headers={"Accept": "text/html"})
            answer = connection.getresponse()
            body = answer.read()
            spent = (time.perf_counter() - start) * 1000
            if answer.status != 200:
                raise SystemExit(f"{page} answers {answer.status}: {body[:200]!r}")
            if turn:
                times[page].append(spent)
    return times


def main() -> int:
    """Print a table and a line of JSON."""
    times = measure(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
    p95 = {page: quantiles(spent, n=20)[-1] for page, spent in times.items()}
    print("| page | median, ms | p95, ms |\n| --- | --: | --: |")
    for page, spent in times.items():
        print(f"| {page} | {median(spent):.1f} | {p95[page]:.1f} |")
    slow = [page for page, value in p95.items() if value > LIMIT_MS]
    print(json.dumps({"machine": platform.machine(), "rounds": ROUNDS, "limit_ms": LIMIT_MS, "above": slow}))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
