"""The few of Python's syntax nodes that compiled rules are made of."""

import ast
from collections.abc import Sequence
from typing import Any

LOAD = ast.Load()


def name(of: str) -> ast.expr:
    return ast.Name(of, LOAD)


def stored(to: str) -> ast.expr:
    return ast.Name(to, ast.Store())


def constant(value: Any) -> ast.expr:
    return ast.Constant(value)


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [operator], [right])


def every(parts: Sequence[ast.expr]) -> ast.expr:
    return _joined(ast.And(), parts, constant(True))


def some(parts: Sequence[ast.expr]) -> ast.expr:
    return _joined(ast.Or(), parts, constant(False))


def _joined(
    operator: ast.boolop, parts: Sequence[ast.expr], of_none: ast.expr
) -> ast.expr:
    if len(parts) < 2:
        return parts[0] if parts else of_none
    return ast.BoolOp(operator, list(parts))


def denied(part: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), part)


def call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    return ast.Call(function, list(arguments), [])


def attribute(of: ast.expr, called: str) -> ast.expr:
    return ast.Attribute(of, called, LOAD)


def assign(to: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([stored(to)], value)


def function(called: str, arguments: Sequence[str], body: list[ast.stmt]) -> ast.Module:
    """A module with this one function in it."""
    taken = ast.arguments(
        posonlyargs=[],
        args=[ast.arg(each) for each in arguments],
        vararg=None,
        kwonlyargs=[],
        kw_defaults=[],
        kwarg=None,
        defaults=[],
    )
    made = ast.FunctionDef(called, taken, body, [])
    return ast.fix_missing_locations(ast.Module([made], []))
