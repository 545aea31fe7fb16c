"""The later asks the earlier: what import contracts cannot see, because it is a string, a foreign key or a card."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.test.utils import isolate_apps

from sources import FLOORS, OFFICES, STAIRS, files, name, office_of, offices, room_of, strings, tree_of

_OTHER_MODULE = re.compile(r"\bwrit\.offices\.(\w+)")
_ADDRESS = re.compile(r"^(\w+)[.:/](?!\.)[\w.:/<>-]+$")
_TEMPLATE_WORD = re.compile(r"""['"](\w+)[:/.][\w/.-]+['"]""")
HANGS = {"hang", "connect", "register"}


def height(office: str) -> int:
    return STAIRS.index(office)


# -------------------------------------------------------------------------------- strings
def upward_names(text: str, *, room: str, office: str | None) -> bool:
    """True where a string names, by dotted path, label or address, what its own room may not know.

    A room below the offices may know none of them; an office may name those it stands above, by label or address
    (`"elections.Area"`, `"authority:post"`), but reaches their modules by import alone.
    """
    module = _OTHER_MODULE.search(text)
    if module:
        return module.group(1) != office
    address = _ADDRESS.match(text)
    if not address or address.group(1) not in offices():
        return False
    return office is None or height(address.group(1)) > height(office)


def strings_upward() -> Iterator[str]:
    for path in files("src/writ"):
        room = room_of(name(path))
        if room in FLOORS and FLOORS.index(room) <= FLOORS.index("offices"):
            for line, text in strings(tree_of(path)):
                if upward_names(text, room=room, office=office_of(name(path))):
                    yield f"{name(path)}:{line}: {text!r}"
    for path in files("src/writ", suffixes=(".html", ".svg", ".txt")):
        room, office = room_of(name(path)), office_of(name(path))
        if room == "desk" or office:
            for word in _TEMPLATE_WORD.finditer(path.read_text(encoding="utf-8")):
                if word.group(1) in offices() and (office is None or height(word.group(1)) > height(office)):
                    yield f"{name(path)}: {word.group(0)}"


def test_no_string_names_an_office_further_up() -> None:
    """A dotted string is an import the contracts cannot see."""
    assert list(strings_upward()) == []


@pytest.mark.parametrize(
    ("text", "room", "office"),
    [
        ("writ.offices.timetable.acts", "offices", "journal"),
        ("writ.offices.journal.models", "offices", "timetable"),
        ("timetable:task", "offices", "authority"),
        ("timetable.record_finish", "offices", "elections"),
        ("timetable/task.html", "offices", "elections"),
        ("authority.Account", "desk", None),
    ],
)
def test_a_planted_string_is_found(text: str, room: str, office: str | None) -> None:
    assert upward_names(text, room=room, office=office)


@pytest.mark.parametrize(
    "text", ["elections.Area", "authority:post", "timetable.record_finish", "The timetable.", "a.b"]
)
def test_a_string_downward_passes(text: str) -> None:
    assert not upward_names(text, room="offices", office="timetable")


# -------------------------------------------------------------------------------- foreign keys
def floor_of(model: type[models.Model]) -> str | None:
    """The floor of our house a model stands on; None for a library's."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "writ" and len(parts) > 1 else None


def faulty_keys(rows: Iterable[type[models.Model]]) -> list[str]:
    """Relations that point up the stairs, that let another office read them backwards, or whose end is unknown."""
    found = []
    for model in rows:
        label, floor = model._meta.app_label, floor_of(model)
        found += [
            f"{model._meta.label}.{f.name} is generic"
            for f in model._meta.private_fields
            if isinstance(f, GenericForeignKey)
        ]
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if not field.is_relation or not isinstance(field.related_model, type):
                continue
            end = field.related_model._meta.app_label
            if end == label:
                continue
            if end in STAIRS and label in STAIRS:
                if height(end) > height(label):
                    found.append(f"{model._meta.label}.{field.name} points up to {end}")
                if field.remote_field.related_name != "+":
                    found.append(f"{model._meta.label}.{field.name} needs related_name='+'")
            elif end in STAIRS and (floor is None or FLOORS.index(floor) < FLOORS.index("offices")):
                found.append(f"{model._meta.label}.{field.name} points up to {end}")
    return found


def our_models() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("writ.")
    ]


def test_foreign_keys_obey_the_stairs() -> None:
    """A key upward makes the lower office impossible to build, test or delete alone."""
    assert our_models(), "no model stands yet"
    assert faulty_keys(our_models()) == []


@isolate_apps("django.contrib.contenttypes", "django.contrib.auth")
def test_a_planted_key_is_found() -> None:
    class Upper(models.Model):
        __module__ = "writ.offices.timetable.models"

        class Meta:
            app_label = "timetable"

    class Lower(models.Model):
        __module__ = "writ.offices.journal.models"
        upper = models.ForeignKey(Upper, models.PROTECT, related_name="+")

        class Meta:
            app_label = "journal"

    class Readable(models.Model):
        __module__ = "writ.offices.timetable.models"
        lower = models.ForeignKey(Lower, models.PROTECT)
        good = models.ForeignKey(Lower, models.PROTECT, related_name="+")

        class Meta:
            app_label = "timetable"

    assert faulty_keys([Upper, Lower, Readable]) == [
        "journal.Lower.upper points up to timetable",
        "timetable.Readable.lower needs related_name='+'",
    ]


# -------------------------------------------------------------------------------- apps.py
def app_faults(tree: ast.Module) -> list[str]:
    """What an `apps.py` does besides naming its app and, in `ready()`, loading texts and hanging cards."""
    faults = []
    for node in tree.body:
        match node:
            case ast.Expr(value=ast.Constant()):
                pass
            case ast.ImportFrom(module=module) if module and not module.startswith("writ"):
                pass
            case ast.ClassDef(body=body):
                faults += [fault for inner in body for fault in _class_faults(inner)]
            case _:
                faults.append(
                    f"line {node.lineno}: only a class stands here, and imports from outside the project"
                )
    return faults


def _class_faults(node: ast.stmt) -> list[str]:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assign() | ast.AnnAssign():
            return []
        case ast.FunctionDef(name="ready", body=body):
            return [
                f"line {line.lineno}: ready() imports, hangs and connects, no more"
                for line in body
                if not _is_card(line)
            ]
    return [f"line {node.lineno}: an app has a name and ready()"]


def _is_card(node: ast.stmt) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=attr) | ast.Name(id=attr))):
            return attr in HANGS
    return False


@pytest.mark.parametrize("office", offices())
def test_apps_only_hang_cards_and_load_texts(office: str) -> None:
    """What happens at start, unseen, is the last place anyone looks."""
    assert (OFFICES / office / "apps.py").exists()
    assert app_faults(tree_of(OFFICES / office / "apps.py")) == []


GOOD_APP = """
from django.apps import AppConfig
class Timetable(AppConfig):
    name = "writ.offices.timetable"
    def ready(self):
        from writ.offices.authority import queries
        from writ.offices.timetable import texts  # noqa: F401
        queries.work_waiting.hang("timetable", queries)
"""


@pytest.mark.parametrize(
    "app",
    [
        GOOD_APP.replace("from django", "from writ.offices.authority import queries\nfrom django"),
        GOOD_APP + "        queries.refresh()\n",
        GOOD_APP + "        if queries:\n            queries.hang()\n",
        GOOD_APP + "    def load(self):\n        pass\n",
        GOOD_APP + "queries = 1\n",
    ],
)
def test_a_planted_app_is_found(app: str) -> None:
    assert app_faults(ast.parse(GOOD_APP)) == []
    assert len(app_faults(ast.parse(app))) == 1
