"""A lesson for other programs and for paper: rows in, bytes out, one format a module."""
