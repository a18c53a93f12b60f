"""Which names a template asks for, also in branches that no sample takes: the Jinja2 syntax tree against shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from docgen.errors import Place, Text, nearest
from docgen.inputs.system import shown
from docgen.inputs.templates import explained, searched
from docgen.render.finding import Finding, finding
from docgen.render.shapes import ANY, Shape

SAME = frozenset({"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d"})
"""Filters that give back entries of what they get."""
ONE = frozenset({"first", "last", "random", "min", "max"})
"""Filters that give back one of them."""
TOLERANT = frozenset({"default", "d"})
"""Filters that may be given what does not exist."""

Scope = dict[str, Shape]


@dataclass
class Asked:
    """What a template and those that it includes ask for."""

    findings: list[Finding] = field(default_factory=list)
    mentions: dict[str, list[Place]] = field(default_factory=dict)
    """Variable (``Shape.path``) → where it stands."""
    files: set[str] = field(default_factory=set)
    """Paths, relative to the directories of templates."""


def asked(templates: SandboxedEnvironment, name: str, given: Mapping[str, Shape], *, markdown: bool) -> Asked:
    """What the template ``name`` asks for beyond ``given``, and what it asks for at all.

    ``markdown``: whether it is one in which values go in literally, so that text made by a macro would be lost.
    Raises ``InputError`` for a template that cannot be read or is not valid.
    """
    walker = _Walker(templates, Asked(), markdown)
    walker.template(name, dict(given))
    return walker.asked


class _Walker:
    def __init__(self, templates: SandboxedEnvironment, found: Asked, markdown: bool) -> None:
        self.templates = templates
        self.asked = found
        self.markdown = markdown
        self.file = ""

    def template(self, name: str, scope: Scope) -> None:
        """One template; names that it sets are known behind an include, too."""
        if name in self.asked.files:
            return
        self.asked.files.add(name)
        assert self.templates.loader is not None  # noqa: S101 - docgen.inputs.templates gives it one
        try:
            source, file, _ = self.templates.loader.get_source(self.templates, name)
            tree = self.templates.parse(source, name, file)
        except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError) as error:
            raise explained(error, name, searched(self.templates)) from error
        before, self.file = self.file, shown(file or name)
        self.body(tree.body, scope)
        self.file = before

    def body(self, statements: list[nodes.Node], scope: Scope) -> None:
        for statement in statements:
            self.statement(statement, scope)

    def statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.For():
                self.loop(node, scope)
            case nodes.If():
                self.value(node.test, scope)
                self.body([*node.body, *node.elif_, *node.else_], scope)
            case nodes.Assign():
                self.bind(node.target, self.value(node.node, scope), scope)
            case nodes.AssignBlock():
                self.literal(node)
                self.body(node.body, scope)
                self.bind(node.target, ANY, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self.bind(target, self.value(value, scope), inner)
                self.body(node.body, inner)
            case nodes.Macro() | nodes.CallBlock():
                self.literal(node)
                inner = {**scope, **dict.fromkeys(("varargs", "kwargs", "caller"), ANY)}
                for argument in node.args:
                    self.bind(argument, ANY, inner)
                for default in node.defaults:
                    self.value(default, scope)
                if isinstance(node, nodes.Macro):
                    scope[node.name] = inner[node.name] = ANY
                else:
                    self.value(node.call, scope)
                self.body(node.body, inner)
            case nodes.Include() | nodes.Extends():
                self.include(node, scope)
            case nodes.Import():
                scope[node.target] = ANY
            case nodes.FromImport():
                scope.update(dict.fromkeys((n if isinstance(n, str) else n[1] for n in node.names), ANY))
            case nodes.Expr():
                self.value(node, scope)
            case _:
                for child in node.iter_child_nodes():
                    self.statement(child, scope)

    def loop(self, node: nodes.For, scope: Scope) -> None:
        entries = self.value(node.iter, scope)
        if entries.known and entries.entry is None and entries.names is None and isinstance(node.iter, _VARIABLES):
            self.complain(
                node,
                Text(f"{_name(node.iter)} はリストではありません", f"{_name(node.iter)} is no list"),
                Text("for を外して {{ … }} で書いてください", "write it with {{ … }}, without a loop"),
            )
        inner = {**scope, "loop": ANY}
        self.bind(node.target, entries.entry or ANY, inner)
        if node.test:
            self.value(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, scope)

    def include(self, node: nodes.Include | nodes.Extends, scope: Scope) -> None:
        names = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(names, str):
            self.value(node.template, scope)
        elif any((directory / names).is_file() for directory in searched(self.templates)):
            self.template(names, scope)
        elif not getattr(node, "ignore_missing", False):
            message = Text(f"テンプレート {names} がありません", f"there is no template {names}")
            hint = Text("templates フォルダーからの名前で書いてください", "give its name from the templates folder on")
            self.complain(node, message, hint)

    def bind(self, target: nodes.Node, shape: Shape, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self.bind(item, ANY, scope)

    def value(self, node: nodes.Node, scope: Scope) -> Shape:
        """The shape of an expression."""
        match node:
            case nodes.Name():
                return self.name(node, scope)
            case nodes.Getattr():
                return self.below(node, self.value(node.node, scope), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str(key))):
                return self.below(node, self.value(node.node, scope), key)
            case nodes.Getitem(arg=nodes.Const(value=int())):
                return self.value(node.node, scope).entry or ANY
            case nodes.Filter() if node.name in self.templates.filters:
                return self.filtered(node, scope)
            case nodes.Filter():
                self.unknown(node, node.name, self.templates.filters, Text("フィルター", "filter"))
            case nodes.Test() if node.name in ("defined", "undefined"):
                return ANY
            case nodes.Test() if node.name not in self.templates.tests:
                self.unknown(node, node.name, self.templates.tests, Text("テスト", "test"))
        for child in node.iter_child_nodes():
            self.value(child, scope)
        return ANY

    def name(self, node: nodes.Name, scope: Scope) -> Shape:
        if node.name in scope:
            return self.mentioned(node, scope[node.name])
        if node.name not in self.templates.globals:
            known = [name for name in scope if not name.startswith("_")]
            self.unknown(node, node.name, known, Text("値", "value"))
        return ANY

    def below(self, node: nodes.Node, shape: Shape, name: str) -> Shape:
        if shape.names is not None and name in shape.names:
            return self.mentioned(node, shape.names[name])
        if shape.known and name not in shape.offers:
            if shape.names is None and shape.entry is not None:
                self.complain(
                    node,
                    Text(f"リストに .{name} はありません", f"a list has no .{name}"),
                    Text("{% for … %} で1つずつ取り出してください", "take its entries one by one with {% for … %}"),
                )
            else:
                of = _name(node.node) if isinstance(node, nodes.Getattr | nodes.Getitem) else ""
                self.unknown(node, f"{of}.{name}", [f"{of}.{each}" for each in shape.names or ()], Text("値", "value"))
        return ANY

    def mentioned(self, node: nodes.Node, shape: Shape) -> Shape:
        self.asked.mentions.setdefault(shape.path, []).append(Place(self.file, node.lineno))
        return shape

    def filtered(self, node: nodes.Filter, scope: Scope) -> Shape:
        parts = [node.node, *node.args, *(each.value for each in node.kwargs)]
        tolerant = node.name in TOLERANT and isinstance(node.node, nodes.Name)
        shapes = [self.value(each, scope) for each in parts[tolerant:] if each is not None]
        if tolerant or not shapes:
            return ANY
        return shapes[0] if node.name in SAME else (shapes[0].entry or ANY) if node.name in ONE else ANY

    def literal(self, node: nodes.Node) -> None:
        if self.markdown:
            self.complain(
                node,
                Text("macro や set の中の Markdown は読まれません", "Markdown inside a macro or a set is not read"),
                Text("{% include %} か、そのまま書いてください", "use {% include %}, or write it out"),
            )

    def unknown(self, node: nodes.Node, name: str, known: Iterable[str], what: Text) -> None:
        message = Text(f"{name} という{what.ja}はありません", f"there is no {what.en} {name}")
        self.complain(node, message, nearest(name, known))

    def complain(self, node: nodes.Node, message: Text, hint: Text | None) -> None:
        self.asked.findings.append(finding(Place(self.file, node.lineno), message, hint))


_VARIABLES = (nodes.Name, nodes.Getattr)


def _name(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_name(node.node)}.{node.attr}"
        case _:
            return "…"
