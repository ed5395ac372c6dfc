"""The results bundle: read, checked and worked out again by whoever has it. Pure: no Django, no database.

docs/bundle.md tells the format. `checking.check` is the verifier; `results/bundling.py` makes what it reads.
"""
