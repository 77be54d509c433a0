"""One file, one kind of section: the folder is the list of kinds."""
