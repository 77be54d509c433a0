"""How a document lies on sheets of paper: columns, rows, places, formulas, page breaks."""
