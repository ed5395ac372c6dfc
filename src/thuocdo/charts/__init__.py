"""Charts: one Vega-Lite spec each, as a plain dict, for the page, papers and downloads. Pure: no Django."""
