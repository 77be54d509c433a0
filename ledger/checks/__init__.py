"""Rules over a book or a table; pure, they see only what they are handed."""
