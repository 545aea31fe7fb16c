"""Everyone reads the election in their own language: no sentence missing, unsure or filled with other facts."""

from __future__ import annotations

from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from catalogues import (
    BY_RULE,
    FROM,
    KEYWORDS,
    WRITTEN,
    as_text,
    by_rule,
    extracted,
    faults,
    path_of,
    read,
    strings_of,
)
from compiling import compile_catalogues
from sources import ROOT
from template_strings import Unreadable, extract_template


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extracted()


@pytest.mark.parametrize("language", [*WRITTEN, BY_RULE])
def test_every_sentence_is_in_every_language(language: str, template: Catalog) -> None:
    """A clerk who reads Albanian and one who reads Serbian must see the same refusal."""
    assert len(template) > 0
    found = list(faults(template, read(language)))
    assert found[:20] == [], f"{len(found)} in all"


def test_serbian_latin_is_what_the_rule_makes_of_cyrillic() -> None:
    """Two scripts typed twice drift apart."""
    assert path_of(BY_RULE).read_text(encoding="utf-8") == as_text(by_rule(read(FROM)))


@pytest.mark.parametrize("language", [*WRITTEN, BY_RULE])
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    """A page reads the compiled file; one left behind would speak old words."""
    compile_catalogues(ROOT)
    with path_of(language).with_suffix(".mo").open("rb") as file:
        compiled = {str(message.id): strings_of(message) for message in read_mo(file) if message.id}
    ours = [message for message in read(language) if message.id]
    written = {
        str(_as_compiled(message.id)): strings_of(message) for message in ours if all(strings_of(message))
    }
    assert {msgid: compiled.get(msgid) for msgid in written} == written
    assert compiled.keys() <= {str(_as_compiled(message.id)) for message in ours}


def _as_compiled(msgid: str | tuple[str, ...]) -> str | list[str]:
    return msgid if isinstance(msgid, str) else list(msgid)


@pytest.mark.parametrize(
    ("msgid", "string", "fault"),
    [
        ("Signed by {name}", "", "not translated"),
        ("Signed by {name}", "Nënshkruar nga {emri}", "other placeholders"),
        ("%(count)s days", "dite", "other placeholders"),
        ("See <a href='x'>this</a>", "Shih këtë", "other placeholders"),
    ],
)
def test_a_planted_fault_is_found(msgid: str, string: str, fault: str) -> None:
    ours, theirs = Catalog(locale="sq"), Catalog()
    theirs.add(msgid)
    ours.add(msgid, string)
    assert [found.partition(":")[0] for found in faults(theirs, ours)] == [fault]


def test_missing_fuzzy_and_left_over_are_found() -> None:
    ours, theirs = Catalog(locale="sq"), Catalog()
    theirs.add("one")
    theirs.add("two")
    ours.add("two", "dy", flags={"fuzzy"})
    ours.add("three", "tre")
    assert [found.partition(":")[0] for found in faults(theirs, ours)] == [
        "not in the catalogue",
        "fuzzy",
        "left over",
    ]


def test_a_plural_needs_every_form() -> None:
    ours, theirs = Catalog(locale="sr"), Catalog()
    theirs.add(("%(n)s day", "%(n)s days"))
    ours.add(("%(n)s day", "%(n)s days"), ("%(n)s дан", "%(n)s дана"))
    assert [found.partition(":")[0] for found in faults(theirs, ours)] == ["not translated"]
    ours[("%(n)s day", "%(n)s days")].string = ("%(n)s дан", "%(n)s дана", "%(n)s дана")
    assert list(faults(theirs, ours)) == []


# -------------------------------------------------------------------------------- our template extractor
@pytest.mark.parametrize(
    ("source", "function", "message"),
    [
        ("{% translate 'Send' %}", "gettext", "Send"),
        ('{% trans "Send" as word %}', "gettext", "Send"),
        ("{% translate 'May' context 'month' %}", "pgettext", ("month", "May")),
        ("{% translate '100 % sure' %}", "gettext", "100 %% sure"),
        ("{% blocktranslate %}Hello {{ name }}.{% endblocktranslate %}", "gettext", "Hello %(name)s."),
        ("{% blocktranslate trimmed %}\n  Two\n  lines\n{% endblocktranslate %}", "gettext", "Two lines"),
        (
            "{% blocktranslate count n=days %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            "ngettext",
            ("%(n)s day", "%(n)s days"),
        ),
        (
            "{% blocktranslate count n=days context 'c' %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            "npgettext",
            ("c", "%(n)s day", "%(n)s days"),
        ),
        ("{{ _('Yes') }}", "gettext", "Yes"),
        ('{% button _("Record") href %}', "gettext", "Record"),
        ("{% if a == _('Yes') %}{% endif %}", "gettext", "Yes"),
    ],
)
def test_templates_give_what_django_will_look_up(source: str, function: str, message: object) -> None:
    found = list(extract_template(BytesIO(source.encode()), KEYWORDS, (), {}))
    assert [(entry[1], entry[2]) for entry in found] == [(function, message)]


def test_the_line_of_a_string_is_its_own() -> None:
    source = b"one\n{% if x %}\n{% translate 'Three' %}{% endif %}"
    assert [entry[0] for entry in extract_template(BytesIO(source), KEYWORDS, (), {})] == [3]


@pytest.mark.parametrize(
    "source", ["{% translate word %}", "{% blocktranslate %}a{% if b %}{% endif %}{% endblocktranslate %}"]
)
def test_what_cannot_be_translated_is_refused(source: str) -> None:
    with pytest.raises(Unreadable):
        list(extract_template(BytesIO(source.encode()), KEYWORDS, (), {}))


def test_django_itself_finds_the_same_msgids() -> None:
    """The extractor and the page must ask for one and the same string: Django's own catalogue lookups are the judge."""
    from django.template import Context, Template
    from django.utils import translation
    from django.utils.translation import trans_real

    source = """{% load i18n %}{% translate 'Save 5 %' %}
    {% blocktranslate trimmed %} a {{ b }} % {% endblocktranslate %}
    {% blocktranslate count n=c %}one{% plural %}{{ n }} many{% endblocktranslate %}{{ _('x %') }}"""
    asked: list[object] = []

    class Listening(trans_real.DjangoTranslation):
        def gettext(self, message: str) -> str:
            asked.append(message)
            return message

        def ngettext(self, one: str, many: str, n: int) -> str:
            asked.append((one, many))
            return one if n == 1 else many

    with translation.override("en"):
        trans_real._active.value = Listening("en")
        Template(source).render(Context({"b": 1, "c": 2}))
    ours = [entry[2] for entry in extract_template(BytesIO(source.encode()), KEYWORDS, (), {})]
    assert [word for word in asked if word in ours] == ours
