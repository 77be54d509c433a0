"""What is registered beside the money, one kind a file: the folder is the list of kinds."""
