"""Documents and transactions, written to files."""
