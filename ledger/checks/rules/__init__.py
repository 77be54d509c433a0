"""One file, one rule: the folder is the list of rules."""
