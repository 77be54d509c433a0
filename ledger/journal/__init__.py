"""SQLite lives in this room and in no other: the append-only journal of a book."""
