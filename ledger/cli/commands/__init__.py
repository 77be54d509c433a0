"""One file, one command: the folder is the list of commands."""
