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
    return parts[0] if len(parts) == 1 else ast.BoolOp(ast.And(), list(parts))


def some(parts: Sequence[ast.expr]) -> ast.expr:
    return parts[0] if len(parts) == 1 else ast.BoolOp(ast.Or(), list(parts))


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
