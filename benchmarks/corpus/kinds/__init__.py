"""One kind of file a module: `cases()` yields them."""
