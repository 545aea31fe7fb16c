"""Every key of a TOML text is found on the line where it stands."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import writ
from writ.exchange.lines import key_lines

TEXT = '''# a comment with [brackets]
plain = 1
"two words" = [1, 2,
  { inner = "]", other = 2 }, # ] not the end
]
[table.sub]
dotted.key = """
looks = "like a key"
"""
[[items]]
id = 'a # b'
[[items]]
id = "b\\\\"
span = { low = [21, 45], unit = "days" }
[items.name]
en = "x"
[[items.links]]
to = 1
[[items.links]]
to = 2
'''


def test_keys_of_every_form_are_found():
    lines = key_lines(TEXT)
    assert lines["plain"] == 2
    assert lines["two words[2].other"] == 4
    assert lines["table.sub.dotted.key"] == 7
    assert "looks" not in lines
    assert lines["items[0].id"] == 11
    assert lines["items[1].span.unit"] == 14
    assert lines["items[1].name.en"] == 16
    assert (lines["items[1].links[0].to"], lines["items[1].links[1].to"]) == (18, 20)


def paths(value, path=""):
    """Every path of a parsed TOML value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from paths(inner, f"{path}[{place}]")
    else:
        yield path


@pytest.mark.parametrize(
    "path", sorted((Path(writ.__file__).parent / "examples").rglob("*.toml")), ids=lambda path: path.name
)
def test_no_key_of_an_example_is_missed(path):
    text = path.read_text(encoding="utf-8")
    assert set(paths(tomllib.loads(text))) <= set(key_lines(text))


texts = st.text(
    st.characters(codec="utf-8", exclude_characters='\\"\x7f', exclude_categories=("Cc", "Cs")), max_size=12
)
leaves = st.one_of(
    st.integers(0, 99).map(str),
    texts.map(lambda text: f'"{text}"'),
    texts.filter(lambda text: "'" not in text).map(lambda text: f"'{text}'"),
    texts.map(lambda text: f'"""{text}"""'),
    st.just('"\\"]"'),
    st.just("2007-11-17T09:00:00"),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ " + ",\n ".join(items) + " ]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{ " + ", ".join(f"k{place} = {item}" for place, item in enumerate(items)) + " }"
        ),
    ),
    max_leaves=8,
)


@given(st.lists(values, max_size=6))
def test_any_value_leaves_the_following_key_on_its_line(items):
    text = "".join(f"key{place} = {item} # {place}\n" for place, item in enumerate(items))
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # an inline table may not run over lines
        return
    lines = key_lines(text)
    assert set(paths(parsed)) <= set(lines)
    for place in range(len(items)):
        start = text.split("\n")[lines[f"key{place}"] - 1]
        assert start.startswith(f"key{place} =")
