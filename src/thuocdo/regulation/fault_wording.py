FAULTS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {}
