"""A budget and KPI ledger for local government: recorded, reconciled, reported."""

__version__ = "0.1.0"
