"""Which media type or language a client gets: pure functions from a header to one of what is offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def choose(accept: str | None, offered: Sequence[str], synonyms: Mapping[str, str] | None = None) -> str | None:
    """Pick the media type with the highest quality; the earlier offered one on a tie; None when none is acceptable.

    For each offered type the most specific range decides (RFC 9110, 12.5.1). synonyms maps types that clients send to
    the offered type that is meant; they count only where the offered type is not named itself.

    >>> choose("text/turtle;q=0.5, application/*", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    >>> choose("*/*", ["text/turtle", "application/ld+json"])
    'text/turtle'
    >>> choose("image/png", ["text/turtle"])
    """
    if accept is None or not accept.strip():
        return offered[0]
    if accept in offered:  # as most programs ask: one type and nothing else
        return accept
    ranges = list(_ranges(accept))
    named = {name for name, _ in ranges}
    for name, quality in list(ranges):
        meant = (synonyms or {}).get(name)
        if meant is not None and name not in offered and meant not in named:
            ranges.append((meant, quality))
    qualities = [(_quality(media_type, ranges), -place) for place, media_type in enumerate(offered)]
    best, place = max(qualities)
    return offered[-place] if best > 0 else None


def choose_language(accept_language: str | None, offered: Sequence[str]) -> str:
    """Pick the language with the highest quality by its primary subtag, the first offered one where none fits.

    >>> choose_language("en-GB,en;q=0.9,zh;q=0.5", ["zh", "en"])
    'en'
    >>> choose_language("fr", ["zh", "en"])
    'zh'
    """
    best, chosen = 0.0, offered[0]
    for name, quality in _ranges(accept_language or ""):
        language = name.split("-")[0]
        if language in offered and quality > best:
            best, chosen = quality, language
    return chosen


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    family = media_type.split("/")[0] + "/*"
    for wanted in (media_type, family, "*/*"):
        qualities = [quality for name, quality in ranges if name == wanted]
        if qualities:
            return max(qualities)
    return 0.0


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            yield name.lower(), _weight(parameters)


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
