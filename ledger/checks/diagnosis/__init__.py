"""What could have gone wrong in a table: each module proposes one kind of fault, the system tries it out."""
