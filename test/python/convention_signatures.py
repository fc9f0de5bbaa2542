"""The signature of a function or class by its qualified name: of the object itself, or as its source declares it.

Most libraries cannot be imported without a framework of some hundred MB. Their sources say the same: `declared_signature`
follows imports, aliases and base classes to the `def` and reads its parameters.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Unread:
    """A default that is no literal, such as `LossReduction.MEAN`."""

    text: str

    def __str__(self) -> str:
        return self.text


def imported_signature(name: str) -> inspect.Signature:
    """`inspect.signature` of what is imported under the qualified name."""
    module, _, member = name.rpartition(".")
    return inspect.signature(getattr(importlib.import_module(module), member))


def declared_signature(name: str, folder: Path) -> inspect.Signature:
    """The signature in the sources of the packages in the folder. Raises LookupError when there is no such name."""
    module, _, member = name.rpartition(".")
    return _signature_of(module, member, folder)


def _signature_of(module: str, member: str, folder: Path) -> inspect.Signature:
    for node in _statements(_file(module, folder)):
        if isinstance(node, ast.FunctionDef) and node.name == member:
            return _parameters(node.args)
        if isinstance(node, ast.ClassDef) and node.name == member:
            return _constructor(node, module, folder)
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and _assigns(node, member):
            return _alias(node.value, module, folder)
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if member == (alias.asname or alias.name):
                    return _signature_of(_absolute(module, node, folder), alias.name, folder)
                if alias.name == "*" and (found := _try(_absolute(module, node, folder), member, folder)):
                    return found
    raise LookupError(f"{module} has no {member}")


def _try(module: str, member: str, folder: Path) -> inspect.Signature | None:
    try:
        return _signature_of(module, member, folder)
    except LookupError:
        return None


def _file(module: str, folder: Path) -> Path:
    package, *rest = module.split(".")
    # KerasCV appends its folder `api` to the paths in which its modules are looked up.
    for path in (folder.joinpath(package, *rest), folder.joinpath(package, "api", *rest)):
        for file in (path / "__init__.py", path.with_suffix(".py")):
            if file.is_file():
                return file
    raise LookupError(f"there is no module {module}")


@functools.cache
def _statements(file: Path) -> list[ast.stmt]:
    """The module's statements, with those inside its `if` and `try`."""
    found: list[ast.stmt] = []
    waiting = list(ast.parse(file.read_text(encoding="utf-8")).body)
    while waiting:
        node = waiting.pop(0)
        found.append(node)
        if isinstance(node, (ast.If, ast.Try)):
            waiting = [*node.body, *node.orelse, *waiting]
    return found


def _absolute(module: str, node: ast.ImportFrom, folder: Path) -> str:
    """The module that a `from … import` names."""
    if node.level == 0:
        return node.module or ""
    parts = module.split(".")
    is_package = _file(module, folder).name == "__init__.py"
    kept = parts[: len(parts) - node.level + is_package]
    return ".".join([*kept, *([node.module] if node.module else [])])


def _assigns(node: ast.Assign | ast.AnnAssign, member: str) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id == member for target in targets)


def _alias(value: ast.expr | None, module: str, folder: Path) -> inspect.Signature:
    """Follows `name = other`, `name = torch.jit.script(other)`, `name = AutogradFunction.apply`, `name = module.name`."""
    if isinstance(value, ast.Name):
        return _signature_of(module, value.id, folder)
    if isinstance(value, ast.Call) and len(value.args) == 1:
        return _alias(value.args[0], module, folder)
    if isinstance(value, ast.Attribute) and value.attr == "apply" and isinstance(value.value, ast.Name):
        return _method(_class(value.value.id, module, folder), "forward")
    if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name):
        return _signature_of(_module(value.value.id, module, folder), value.attr, folder)
    raise LookupError(f"{module}: cannot follow {'nothing' if value is None else ast.unparse(value)}")


def _module(name: str, module: str, folder: Path) -> str:
    """The module that `from … import name` brings in."""
    for node in _statements(_file(module, folder)):
        if isinstance(node, ast.ImportFrom) and any(name == (alias.asname or alias.name) for alias in node.names):
            return f"{_absolute(module, node, folder)}.{name}"
    raise LookupError(f"{module} imports no {name}")


def _class(name: str, module: str, folder: Path) -> ast.ClassDef:
    for node in _statements(_file(module, folder)):
        if isinstance(node, ast.ClassDef) and node.name == name:
            return node
    raise LookupError(f"{module} has no class {name}")


def _constructor(node: ast.ClassDef, module: str, folder: Path) -> inspect.Signature:
    """
    A class without an `__init__` takes what its first base takes; a decorated one with annotated fields is a data class,
    whose fields the libraries give by name.
    """
    if any(isinstance(item, ast.FunctionDef) and item.name == "__init__" for item in node.body):
        return _method(node, "__init__")
    fields = [item for item in node.body if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)]
    if node.decorator_list and fields:
        keyword = inspect.Parameter.KEYWORD_ONLY
        return inspect.Signature([inspect.Parameter(item.target.id, keyword, default=_default(item.value)) for item in fields])
    if node.bases and isinstance(node.bases[0], ast.Name):
        return _signature_of(module, node.bases[0].id, folder)
    raise LookupError(f"{module}.{node.name} has no constructor")


def _method(node: ast.ClassDef, name: str) -> inspect.Signature:
    """A method's signature without its first parameter."""
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name == name:
            signature = _parameters(item.args)
            return signature.replace(parameters=list(signature.parameters.values())[1:])
    raise LookupError(f"{node.name} has no {name}")


def _parameters(arguments: ast.arguments) -> inspect.Signature:
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = [None] * (len(positional) - len(arguments.defaults))
    kinds = inspect.Parameter
    parameters = [
        kinds(argument.arg, kinds.POSITIONAL_OR_KEYWORD, default=_default(default))
        for argument, default in zip(positional, [*missing, *arguments.defaults])
    ]
    if arguments.vararg:
        parameters.append(kinds(arguments.vararg.arg, kinds.VAR_POSITIONAL))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        parameters.append(kinds(argument.arg, kinds.KEYWORD_ONLY, default=_default(default)))
    if arguments.kwarg:
        parameters.append(kinds(arguments.kwarg.arg, kinds.VAR_KEYWORD))
    return inspect.Signature(parameters)


def _default(node: ast.expr | None) -> object:
    if node is None:
        return inspect.Parameter.empty
    try:
        return ast.literal_eval(node)
    except ValueError:
        return Unread(ast.unparse(node))
