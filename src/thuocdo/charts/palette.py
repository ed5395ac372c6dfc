"""Colours and letters of charts: those of the design system (common/static/common/tokens.css; a test compares them)."""

INK = "#14283b"
SOFT = "#4b5d6e"
LINE = "#d9e0e7"
PAPER = "#ffffff"
BRAND = "#0f5089"
WASH = "#e9f1f9"
GAINED = "#14603a"
LOST = "#ab1d1d"
WARM = "#774600"
PLAIN = "#43525f"

FAMILY = "Be Vietnam Pro"
OFFICIAL = "TeX Gyre Termes"  # of papers

# Series are told apart by shape first, then by colour.
SHAPES = (("circle", BRAND), ("M-.18,-1.1H.18V1.1H-.18Z", INK), ("diamond", WARM), ("triangle-up", GAINED))
KINDS = {"edge": BRAND, "lost": LOST, "gained": GAINED, "other": PLAIN}
