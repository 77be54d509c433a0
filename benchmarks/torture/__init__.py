"""Faults inflicted on real books by real commands, and what is left of the books."""
