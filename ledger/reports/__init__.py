"""Documents built from a book; pure, they see only what they are handed."""
