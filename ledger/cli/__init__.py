"""The command line: typer and rich live in this room and in no other."""
