"""`mkdocs serve`: pages rendered when asked for, with banners for editors."""
