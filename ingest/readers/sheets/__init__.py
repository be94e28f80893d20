"""Spreadsheets, CSV and DBF: lines of cells, the tables in them, each row told so that it can be cited."""
