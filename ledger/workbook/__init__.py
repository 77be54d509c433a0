"""openpyxl and calamine live in this room and in no other."""

import os

# With lxml installed, openpyxl writes other bytes for the same workbook. It reads this when it is first imported.
os.environ["OPENPYXL_LXML"] = "False"
