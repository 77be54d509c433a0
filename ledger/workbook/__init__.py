"""openpyxl and calamine live in this room and in no other."""
