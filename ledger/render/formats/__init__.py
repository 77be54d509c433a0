"""One file, one output format of documents: the folder is the list of formats."""
