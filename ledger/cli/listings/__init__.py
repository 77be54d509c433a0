"""What `ledger list` lists, one kind a file: the folder is the list of kinds."""
