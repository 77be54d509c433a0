"""Hostile and odd files through the commands that read files: the right figures, or one clear refusal."""
