"""What goes to stdout and stderr, and how: results to one, messages and progress to the other."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from zhengtu.errors import InputError

_BROKEN_PIPE = 141
_UNLIMITED = 100_000


def say(message: str) -> None:
    """Write one message to stderr."""
    with contextlib.suppress(OSError):
        print(f"zhengtu: {' '.join(message.split())}", file=sys.stderr)


def write_out(content: str | bytes) -> None:
    """Write a result to stdout, UTF-8 in every locale. A reader that has gone away ends the command quietly."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence_stdout()
        raise typer.Exit(_BROKEN_PIPE) from None
    except OSError as error:
        _silence_stdout()
        raise InputError(
            f"the result cannot be written to stdout: {error.strerror}; nothing else was changed"
        ) from None


def write_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, figures: bool = False) -> None:
    """Write a table; with figures all columns but the first are set to the right. Piped, no cell is broken or cut."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(Text(heading), justify="right" if figures and number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _UNLIMITED
    buffer = io.StringIO()
    Console(file=buffer, width=width, color_system=None).print(table)
    write_out("".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines()))


@contextlib.contextmanager
def progress_display(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar on stderr while work goes on; nothing where stderr is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[what]}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=None, what="")

        def report(what: str, done: int, total: int) -> None:
            bar.update(task, what=what, completed=done, total=total)

        yield report


def _silence_stdout() -> None:
    # What is left in the buffer would raise again when the interpreter closes the stream.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
