"""A form as a workbook: where everything stands, what can be changed, and what is checked while it is filled in."""
