"""The words of the budget office as frozen values; nothing here reads a file, a clock or a database."""
