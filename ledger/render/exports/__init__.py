"""One file, one format that carries transactions out: the folder is the list of formats."""
