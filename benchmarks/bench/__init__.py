"""How fast, beside whom: one question a file, every answer a ratio to a peer measured in the same run."""
