"""Runs the command line: `python -m empathylint`."""

from empathylint.cli import main

main()
