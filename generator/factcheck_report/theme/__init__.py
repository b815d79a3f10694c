"""How pages look: CSS, which alone defines colours, scripts, and templates for Material."""
