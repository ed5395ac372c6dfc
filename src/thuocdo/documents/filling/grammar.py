"""What may stand in braces in a template: fields, conditions, loops over the lists there are. Read before anything
runs, so that nothing is ever called, computed or reached through an attribute of ours."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from thuocdo.documents.filling.faults import Fault, Reason, Unfit
from thuocdo.documents.filling.values import TEXT, WHOLE

FILTERS = {"upper": str.upper, "lower": str.lower, "trim": str.strip}
LOOP = {"index": TEXT, "first": TEXT, "last": TEXT, "length": TEXT}
DEEPEST = 4  # loops and conditions inside one another
SIGNS = {"call": "( )", "getitem": "[ ]", "add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**", "concat": "~"}
SIGNS |= {"const": "'…'", "condexpr": "… if … else …", "assign": "set", "scopedevalcontextmodifier": "autoescape"}
Scope = Mapping[str, Any]


class Grammar(SandboxedEnvironment):
    """Jinja with nothing but the fields of `shape`; a template that uses anything else is not even compiled."""

    def __init__(self, shape: Scope) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True)
        self.globals.clear()
        self.tests.clear()
        self.filters = dict(FILTERS)
        self.shape = shape

    def from_string(self, source: Any, *_args: Any, **_more: Any) -> Template:
        """Raises Unfit: whatever is rendered was looked at, also where the library renders more than we know of."""
        if faults := self.faults_in(source or ""):
            raise Unfit([Fault(fault.reason, fault.detail, "", fault.near) for _line, fault in faults])
        return super().from_string(source or "")

    def faults_in(self, source: str) -> list[tuple[int, Fault]]:
        """With the line, from 1, on which each stands."""
        try:
            tree = self.parse(source)
            raw = [
                (line, Fault(Reason.FORBIDDEN, "raw")) for line, kind, _text in self.lex(source) if kind == "raw_begin"
            ]
        except TemplateSyntaxError as fault:
            return [(fault.lineno, Fault(Reason.SYNTAX, fault.message or ""))]
        except RecursionError:
            return [(1, Fault(Reason.FORBIDDEN, "nested"))]
        return [*raw, *(found for node in tree.body for found in _statement(node, self.shape, 0))]


Found = Iterator[tuple[int, Fault]]


def _statement(node: nodes.Node, scope: Scope, depth: int) -> Found:
    if depth > DEEPEST:
        yield node.lineno, Fault(Reason.FORBIDDEN, "nested")
    elif isinstance(node, nodes.Output):
        for inner in node.nodes:
            yield from _shown(inner, scope)
    elif isinstance(node, nodes.If):
        yield from _condition(node.test, scope)
        for inner in [*node.body, *node.elif_, *node.else_]:
            yield from _statement(inner, scope, depth + 1)
    elif isinstance(node, nodes.For):
        yield from _loop(node, scope, depth)
    else:
        yield _line(node), Fault(Reason.FORBIDDEN, _named(node))


def _line(node: nodes.Node) -> int:
    """Where it stands; what only changes how the rest is read has no line of its own."""
    return node.lineno or next((_line(inner) for inner in node.iter_child_nodes() if inner.lineno), 1)


def _loop(node: nodes.For, scope: Scope, depth: int) -> Found:
    """A list of the paper's, or one inside the row that the loop around it goes through: never one list times another,
    so that what is filled grows with what the paper says and no faster."""
    plain = node.test is None and not node.recursive and isinstance(node.target, nodes.Name)
    if not plain:
        yield node.lineno, Fault(Reason.FORBIDDEN, "for")
        return
    shape, faults = _looked_up(node.iter, scope)
    yield from faults
    if not isinstance(shape, list):
        if not faults:
            yield node.lineno, Fault(Reason.NOT_LIST, _written(node.iter))
        return
    if isinstance(node.iter, nodes.Name) and "loop" in scope:
        yield node.lineno, Fault(Reason.NESTED, _written(node.iter))
    within = {**scope, node.target.name: shape[0], "loop": LOOP}
    for inner in [*node.body, *node.else_]:
        yield from _statement(inner, within, depth + 1)


def _shown(node: nodes.Expr, scope: Scope, fits: tuple[str, ...] = (TEXT, WHOLE)) -> Found:
    if isinstance(node, nodes.TemplateData):
        return
    if isinstance(node, nodes.Filter):
        yield from _filter(node)
        if node.node is not None:
            yield from _shown(node.node, scope, fits=(TEXT,))
        return
    shape, faults = _looked_up(node, scope)
    yield from faults
    if not faults and shape not in fits:
        yield node.lineno, Fault(Reason.NOT_TEXT, _written(node))


def _filter(node: nodes.Filter) -> Found:
    if node.name not in FILTERS or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        yield node.lineno, Fault(Reason.FILTER, node.name)


def _condition(node: nodes.Expr, scope: Scope) -> Found:
    """Whether a field says anything, or says just this."""
    if isinstance(node, nodes.Not):
        yield from _condition(node.node, scope)
    elif isinstance(node, nodes.And | nodes.Or):
        yield from _condition(node.left, scope)
        yield from _condition(node.right, scope)
    elif isinstance(node, nodes.Compare):
        yield from _looked_up(node.expr, scope)[1]
        for operand in node.ops:
            fits = operand.op in ("eq", "ne") and isinstance(operand.expr, nodes.Const)
            if not fits:
                yield node.lineno, Fault(Reason.FORBIDDEN, operand.op)
    else:
        yield from _looked_up(node, scope)[1]


def _looked_up(node: nodes.Node, scope: Scope) -> tuple[Any, list[tuple[int, Fault]]]:
    """The shape of a field, by its name or by its name in a record; and what is wrong with it."""
    if isinstance(node, nodes.Name):
        return _member(node, node.name, scope)
    if isinstance(node, nodes.Getattr):
        shape, faults = _looked_up(node.node, scope)
        if faults:
            return None, faults
        return _member(node, node.attr, shape if isinstance(shape, dict) else {})
    return None, [(node.lineno, Fault(Reason.FORBIDDEN, _named(node)))]


def _member(node: nodes.Node, name: str, known: Scope) -> tuple[Any, list[tuple[int, Fault]]]:
    if name in known:
        return known[name], []
    near = get_close_matches(name, known, 1)
    return None, [(node.lineno, Fault(Reason.UNKNOWN, _written(node), near=near[0] if near else ""))]


def _written(node: nodes.Node) -> str:
    """A field as it stands in the template."""
    if isinstance(node, nodes.Name):
        return node.name
    return f"{_written(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else _named(node)


def _named(node: nodes.Node) -> str:
    """The construct by its sign, or in one word: macro, include, …"""
    name = type(node).__name__.lower()
    return SIGNS.get(name, name)
