"""One question a file: `answers(folder)` yields the lines of the table."""
