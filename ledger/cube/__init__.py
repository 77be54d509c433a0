"""Balances, rounding and rates: pure arithmetic on the cells of a book."""
