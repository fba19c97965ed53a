"""One address of another engine: its credentials, whole replies within a deadline, and what its refusals mean.

What is asked there lives in remote and push, what engines write differently in quirks.
"""

from __future__ import annotations

import base64
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import Message

from zhengtu.errors import AnswerTooLarge, QueryTimeout, ReachedLimit, StoreUnavailable
from zhengtu.store import quirks

_CHUNK_BYTES = 1 << 16
_ERROR_BYTES = 4000
_UNAUTHORISED = (401, 403)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whole."""

    body: bytes
    headers: Message


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where another engine is asked. Credentials answer a challenge, digest or basic, of this address only."""

    address: str
    user: str = ""
    password: str = field(default="", repr=False)

    def at(self, address: str) -> Endpoint:
        """Another address of the same engine, with the same credentials."""
        return replace(self, address=address)

    def send(self, request: urllib.request.Request, limit_s: float, most_bytes: int) -> Reply:
        """Send a request and read all of the reply. Raises QueryError: MalformedQuery, QueryTimeout and the others."""
        deadline = time.monotonic() + limit_s
        with self._failures(limit_s), self._open(request, limit_s) as response:
            body = bytearray()
            while chunk := response.read1(_CHUNK_BYTES):
                body += chunk
                if len(body) > most_bytes:
                    limit = ReachedLimit("max_answer_mb", most_bytes // 1024**2, "MiB")
                    raise AnswerTooLarge(f"{self.address} sent more than {limit.value} MiB; ask for less", limit)
                if time.monotonic() > deadline:
                    raise TimeoutError
            announced = response.headers.get("Content-Length")
            if announced is not None and len(body) < int(announced):
                raise http.client.IncompleteRead(bytes(body))
            return Reply(bytes(body), response.headers)

    def _open(self, request: urllib.request.Request, limit_s: float) -> http.client.HTTPResponse:
        # Virtuoso closes the connection over a body that it refuses, so a challenge is fetched before one is sent.
        repeats = request.get_method() == "POST"
        first = request if repeats else urllib.request.Request(request.full_url, method="HEAD")
        if self.user:
            try:
                response: http.client.HTTPResponse = urllib.request.urlopen(first, timeout=limit_s)
            except urllib.error.HTTPError as error:
                if error.code == 401:
                    with error:
                        self._answer(request, error.headers.get("WWW-Authenticate", ""))
                elif repeats:
                    raise
                else:
                    error.close()
            else:
                if repeats:
                    return response
                response.close()
        answered: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=limit_s)
        return answered

    def _answer(self, request: urllib.request.Request, challenge: str) -> None:
        """Add what a challenge asks for. Raises ValueError where it is neither digest nor basic."""
        scheme, _blank, rest = challenge.partition(" ")
        if scheme.lower() == "digest":
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, self.address, self.user, self.password)
            asked = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
            answer = urllib.request.HTTPDigestAuthHandler(passwords).get_authorization(request, asked)
        elif scheme.lower() == "basic":
            answer = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        else:
            raise ValueError(f"it wants {scheme or 'nothing'}")
        request.add_unredirected_header("Authorization", f"{scheme} {answer}")

    @contextmanager
    def _failures(self, limit_s: float) -> Iterator[None]:
        late = QueryTimeout(
            f"{self.address} did not answer within {limit_s:g} s", ReachedLimit("query_timeout_s", limit_s, "s")
        )
        try:
            yield
        except urllib.error.HTTPError as error:
            with error:
                text = error.read(_ERROR_BYTES).decode("utf-8", "replace")
            if error.code in _UNAUTHORISED:
                raise StoreUnavailable(
                    f"{self.address} refuses access ({error.code}); give the user and password that it knows "
                    "(ZHENGTU_STORE_USER, ZHENGTU_STORE_PASSWORD)"
                ) from None
            raise quirks.refusal(self.address, error.code, text) from error
        except TimeoutError as error:
            raise late from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise late from error
            raise StoreUnavailable(f"{self.address} cannot be reached: {error.reason}") from error
        except ValueError as error:  # neither digest nor basic, or a digest that is not known
            raise StoreUnavailable(
                f"{self.address} asks for credentials in a way that is not known: {error}"
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise StoreUnavailable(f"{self.address} broke off: {error}") from error
