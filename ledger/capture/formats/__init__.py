"""One file, one input format: the folder is the list of formats."""
