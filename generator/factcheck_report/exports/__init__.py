"""The report as data files: JSON, CSV, feeds and citations.

In all of them `base` is the site's absolute address, ending in a slash, or None if unknown. Links
are relative to the site's root then.
"""
