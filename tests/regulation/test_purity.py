"""The law imports nothing but the standard library and PyYAML, and never asks a clock."""

import ast
import sys
from pathlib import Path

import pytest

import thuocdo.regulation

FILES = sorted(Path(thuocdo.regulation.__file__).parent.glob("*.py"))
CLOCKS = {"now", "today", "utcnow", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_imports_are_on_the_allow_list(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level <= 1, f"{file.name}:{node.lineno} climbs out of the law"
            names = [] if node.level == 1 else [node.module or ""]
        for name in names:
            top = name.split(".")[0]
            assert top == "yaml" or top in sys.stdlib_module_names, f"{file.name}:{node.lineno} imports {name}"
            assert top not in {"time", "random", "locale"}, f"{file.name}:{node.lineno} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_clock_is_asked_and_no_float_is_made(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCKS, f"{file.name}:{node.lineno} asks a clock"
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), f"{file.name}:{node.lineno} writes a float"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "float", f"{file.name}:{node.lineno} makes a float"
