"""`python -m zhengtu` starts the command line. Nothing else lives here."""

from zhengtu.cli import main

main()
