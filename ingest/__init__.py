"""A file becomes citable passages and fact tables. Knows no question."""
