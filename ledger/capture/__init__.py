"""Files from outside, read into acts that nothing has looked up or recorded yet."""
