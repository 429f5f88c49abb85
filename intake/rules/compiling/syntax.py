"""The few of Python's syntax nodes that compiled rules are made of."""

import ast
from collections.abc import Sequence
from typing import Any, TypedDict

LOAD = ast.Load()


class Place(TypedDict):
    lineno: int
    col_offset: int


# Python wants every node to stand somewhere. To say so when it is made takes half as
# long as to look for those that do not.
AT = Place(lineno=1, col_offset=0)


def name(of: str) -> ast.expr:
    return ast.Name(of, LOAD, **AT)


def stored(to: str) -> ast.expr:
    return ast.Name(to, ast.Store(), **AT)


def constant(value: Any) -> ast.expr:
    return ast.Constant(value, **AT)


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [operator], [right], **AT)


def every(parts: Sequence[ast.expr]) -> ast.expr:
    return _joined(ast.And(), parts, constant(True))


def some(parts: Sequence[ast.expr]) -> ast.expr:
    return _joined(ast.Or(), parts, constant(False))


def _joined(
    operator: ast.boolop, parts: Sequence[ast.expr], of_none: ast.expr
) -> ast.expr:
    if len(parts) < 2:
        return parts[0] if parts else of_none
    return ast.BoolOp(operator, list(parts), **AT)


def denied(part: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), part, **AT)


def call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    return ast.Call(function, list(arguments), [], **AT)


def attribute(of: ast.expr, called: str) -> ast.expr:
    return ast.Attribute(of, called, LOAD, **AT)


def assign(to: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([stored(to)], value, **AT)


def function(called: str, arguments: Sequence[str], body: list[ast.stmt]) -> ast.Module:
    """A module with this one function in it."""
    taken = ast.arguments(
        posonlyargs=[],
        args=[ast.arg(each, **AT) for each in arguments],
        vararg=None,
        kwonlyargs=[],
        kw_defaults=[],
        kwarg=None,
        defaults=[],
    )
    # Where no rule asks anything there is nothing to do.
    made = ast.FunctionDef(called, taken, body or [ast.Pass(**AT)], [], **AT)
    return ast.Module([made], [])
