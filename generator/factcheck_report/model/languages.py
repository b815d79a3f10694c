"""Language tags (BCP 47)."""


def primary_language(tag: str) -> str:
    """The language of a tag without script and region: `en` for `en-GB`."""
    return tag.partition("-")[0].lower()
