"""A question becomes an answer. Knows no HTTP request and no file format."""
