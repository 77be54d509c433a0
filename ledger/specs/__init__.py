"""TOML lives in this room and in no other: files become frozen specs, an unknown key is an error with its line."""
