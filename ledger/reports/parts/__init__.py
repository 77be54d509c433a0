"""The parts of a form, one kind a file: what is asked, and what of the book an answer changes."""
