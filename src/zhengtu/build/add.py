"""Brings documents into the data directory and accepts changed ones. What is read out of them is decided elsewhere."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhengtu.build.documents import REMARKS, SLUG, Metadata, policies_dir, read_metadata
from zhengtu.build.publish import write_file
from zhengtu.config import is_installed
from zhengtu.errors import InputError, InvalidMetadata
from zhengtu.extract.extraction import extract, extract_all
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Policy, Record
from zhengtu.model.source import Source
from zhengtu.text.read import format_of, read_source

_HASH_LINE = re.compile(r'^sha256\s*=\s*"[^"]*"', re.MULTILINE)
_ORIGINAL_HASH_LINE = re.compile(r"^original_sha256\s*=.*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a document: its text, and the original where that is no plain text, under its name.

    remarks say what of the original could not be read, or was left out.
    """

    text: bytes
    original_name: str | None = None
    original: bytes = b""
    remarks: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text).hexdigest()

    @property
    def original_sha256(self) -> str | None:
        return hashlib.sha256(self.original).hexdigest() if self.original_name else None

    def files(self) -> dict[str, bytes]:
        original = {self.original_name: self.original} if self.original_name else {}
        remarks = {REMARKS: "".join(f"{remark}\n" for remark in self.remarks).encode()} if self.remarks else {}
        return {"source.txt": self.text, **original, **remarks}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person said of a new document; None where the document itself or its file name is to tell.

    work is the number of the document in a file that holds several.
    """

    slug: str | None = None
    title: str | None = None
    city: str | None = None
    origin: str | None = None
    work: int | None = None


def suggest(file: Path, said: Proposal, lexicon: Lexicon) -> Proposal:
    """What a document and the name of its file say of it, for what a person has not said. Raises as add does."""
    policy = extract(_chosen(file, read_source(file), said.work, lexicon), lexicon).policy
    slug = file.stem if SLUG.fullmatch(file.stem) else None
    return Proposal(slug, policy.title, policy.area, None, said.work)


def add(file: Path, said: Proposal, data_dir: Path, lexicon: Lexicon) -> tuple[Path, Record]:
    """Copy a document and its metadata into a folder of its own, whole or not at all; give that and what was read.

    Plain text is kept byte for byte as source.txt; of other formats, and of a file that holds several documents, that
    is the text, with the file beside it. Raises InputError when the file cannot be read, when something about it must
    be said, or when the slug is taken.
    """
    _refuse_installed(data_dir)
    whole = read_source(file)
    source = _chosen(file, whole, said.work, lexicon)
    record = extract(source, lexicon)
    kept = _keep(file, source, is_whole=source is whole)
    meta = _describe(file, kept, record.policy, said)
    folder = policies_dir(data_dir) / meta.slug
    if folder.exists():
        raise InputError(f"{folder} exists; choose another --slug, or accept a change with --replace {meta.slug}")
    with _writing(data_dir):
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".add-", dir=folder.parent))
        try:
            for name, content in kept.files().items():
                write_file(work / name, content)
            write_file(work / "meta.toml", _to_toml(meta).encode())
            work.chmod(folder.parent.stat().st_mode & 0o777)
            work.rename(folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return folder, record


def replace(slug: str, file: Path, data_dir: Path, lexicon: Lexicon, work: int | None = None) -> tuple[Path, Record]:
    """Accept a changed source; all of meta.toml but the hashes stays. Raises InputError, also for an unknown slug.

    work is the number of the document in a file that holds several. An original stays where source.txt was corrected in
    place, and goes where another text takes its place.
    """
    folder = policies_dir(data_dir) / slug
    if not SLUG.fullmatch(slug) or not folder.is_dir():
        known = sorted(path.name for path in policies_dir(data_dir).glob("[!.]*/"))
        raise InputError(f"{data_dir} holds no document {slug!r}; there are: {', '.join(known) or 'none'}")
    _refuse_installed(data_dir)
    whole = read_source(file)
    source = _chosen(file, whole, work, lexicon)
    record = extract(source, lexicon)
    meta_file = folder / "meta.toml"
    read_metadata(meta_file)
    kept = _keep(file, source, is_whole=source is whole)
    is_corrected = kept.original_name is None and file.resolve() == (folder / "source.txt").resolve()
    changed = _with_hashes(meta_file, kept, keeps_original=is_corrected)
    with _writing(data_dir):
        for name, content in kept.files().items():
            _swap(folder / name, content)
        _swap(meta_file, changed.encode())
        for former in () if is_corrected else (*folder.glob("original.*"), *folder.glob(REMARKS)):
            if former.name not in kept.files():
                former.unlink()
    return folder, record


def _chosen(file: Path, source: Source, number: int | None, lexicon: Lexicon) -> Source:
    """The document that is meant: all of the source, or of one that holds several the one with that number."""
    works = [(record.policy.title, record.work) for record in extract_all(source, lexicon)]
    if number is None and len(works) > 1:
        listed = "; ".join(f"{at} {title or 'without a title'}" for at, (title, _) in enumerate(works, start=1))
        raise InputError(f"{file} holds {len(works)} documents; say which one to add with --work: {listed}")
    if number is not None and not 1 <= number <= len(works):
        raise InputError(f"{file} has no document number {number} (documents in it: {len(works)}); give another --work")
    span = works[(number or 1) - 1][1]
    return dataclasses.replace(source, text=source.text[span.start : span.end]) if span else source


def _keep(file: Path, source: Source, *, is_whole: bool) -> _Kept:
    content = _bytes(file, source.sha256)
    found = format_of(content)
    is_kept_as_it_is = found == "txt" and is_whole
    if is_kept_as_it_is:
        return _Kept(content)
    return _Kept(source.text.encode(), f"original.{found}", content, source.remarks)


def _with_hashes(meta_file: Path, kept: _Kept, *, keeps_original: bool) -> str:
    before = meta_file.read_text(encoding="utf-8")
    if not keeps_original:
        before = _ORIGINAL_HASH_LINE.sub("", before, count=1)
    lines = [f'sha256 = "{kept.sha256}"']
    if kept.original_sha256:
        lines.append(f'original_sha256 = "{kept.original_sha256}"')
    changed, found = _HASH_LINE.subn("\n".join(lines), before, count=1)
    if not found:
        raise InvalidMetadata(f'{meta_file}: sha256 must stand on a line of its own, as sha256 = "…"; mend the file')
    return changed


def _describe(file: Path, kept: _Kept, policy: Policy, said: Proposal) -> Metadata:
    slug = said.slug or file.stem
    if not SLUG.fullmatch(slug):
        raise InputError(f"{slug!r} cannot be a slug; give small letters, digits and hyphens with --slug")
    title = said.title or policy.title
    if title is None:
        raise InputError(f"{file}: no title was found in the text; give it with --title")
    city = said.city or policy.area
    if city is None:
        raise InputError(f"{file}: no issuing area was found in the text; give it with --city")
    is_address = (said.origin or "").startswith(("http://", "https://"))
    return Metadata(
        slug=slug,
        title=title,
        city=city,
        sha256=kept.sha256,
        original_sha256=kept.original_sha256,
        origin_file=file.name,
        origin_url=said.origin if is_address else None,
        origin_note=None if is_address else said.origin,
    )


def _bytes(file: Path, sha256: str) -> bytes:
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise InputError(f"{file} changed while it was read; give a file that stays as it is")
    return content


def _swap(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    write_file(fresh, content)
    fresh.replace(path)


def _to_toml(meta: Metadata) -> str:
    top = [(name, getattr(meta, name)) for name in ("slug", "title", "city", "sha256", "original_sha256")]
    lines = [f"{name} = {_quoted(value)}" for name, value in top if value]
    origin = [(name, getattr(meta, f"origin_{name}")) for name in ("file", "url", "note")]
    lines += ["", "[origin]", *(f"{name} = {_quoted(value)}" for name, value in origin if value)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # A JSON string is a TOML string, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _refuse_installed(data_dir: Path) -> None:
    if is_installed(data_dir):
        raise InputError(
            f"{data_dir} belongs to the installed package and is not changed; "
            "copy it to a folder of your own and give that with --data DIR"
        )


@contextlib.contextmanager
def _writing(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"{data_dir} cannot be written ({error.strerror}); give a data directory of your own with --data DIR"
        ) from error
