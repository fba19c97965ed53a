"""The command line: arguments in, messages and exit codes out. No work is done here that another stage could do."""

from zhengtu.cli.app import main

__all__ = ["main"]
