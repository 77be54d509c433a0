"""One file, one way to print findings (`check --format`): the folder is the list of ways."""
