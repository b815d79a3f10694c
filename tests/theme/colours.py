"""The colours of the site as browsers report them."""

from factcheck_report.theme.colours import light_colours


def rgb(name: str) -> str:
    """A colour of the light scheme, as `getComputedStyle` gives it."""
    return "rgb({}, {}, {})".format(*light_colours()[name])
