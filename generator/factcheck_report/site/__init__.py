"""A report → the files of its site, checked and put in place as a whole."""
