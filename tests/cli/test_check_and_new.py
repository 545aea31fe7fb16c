"""`writ check` explains every mistake and says so in its exit status; `writ new` makes a folder to fill in."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import writ
from writ.cli.__main__ import COMMANDS, main

EXAMPLES = Path(writ.__file__).parent / "examples"
DAYS = ("--polling-day", "2031-10-05", "--called-on", "2031-06-05")
FILLED = {
    "election.toml": [
        ('id = "" ', 'id = "xx-2031" '),
        ('time_zone = ""', 'time_zone = "Europe/Zurich"'),
        ('currency = ""', 'currency = "EUR"'),
        ('[name]\nen = ""', '[name]\nen = "Somewhere, 5 October 2031"'),
    ],
    "areas.csv": [("XX,country,,,", "XX,country,,Somewhere,")],
    "law/authority.toml": [
        ('instrument = ""', 'instrument = "House rules"'),
        ('source = ""', 'source = "decided on 1 June"'),
    ],
}
PLACES = sum(len(places) for places in FILLED.values()) - 1  # two words of one citation


def writ_command(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_example_passes():
    result = writ_command("check", EXAMPLES / "kosovo_2007")
    assert (result.exit_code, result.output) == (0, "Nothing to correct.\n")


def test_mistakes_give_exit_status_1_with_file_line_key_and_number(tmp_path):
    made = tmp_path / "e"
    writ_command("new", made)
    result = writ_command("check", made)
    assert result.exit_code == 1
    assert "election.toml:4 id: F-114 " in result.output


def test_no_folder_gives_exit_status_2(tmp_path):
    assert writ_command("check", tmp_path / "none").exit_code == 2


def test_findings_as_json_carry_their_sentence(tmp_path):
    result = writ_command("check", tmp_path, "--json")
    answer = json.loads(result.output)
    assert result.exit_code == 1
    assert answer["ok"] is False
    assert {"code", "file", "line", "key", "facts", "severity", "sentence"} <= set(answer["findings"][0])


@pytest.mark.parametrize("language", ["sq", "sr-cyrl", "sr-latn"])
def test_the_language_can_be_chosen(language):
    assert writ_command("check", EXAMPLES / "kosovo_2007", "--lang", language).exit_code == 0
    assert writ_command("check", EXAMPLES / "kosovo_2007", "--lang", "tlh").exit_code == 2


def found_in(folder):
    return json.loads(writ_command("check", folder, "--json").output)["findings"]


def fill(folder):
    for name, places in FILLED.items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in places:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")


def test_a_new_folder_passes_once_every_named_place_is_filled_in_and_can_be_forecast(tmp_path):
    made = tmp_path / "deep" / "election"
    assert writ_command("new", made, *DAYS).exit_code == 0
    assert len(found_in(made)) == PLACES
    fill(made)
    assert writ_command("check", made).output == "Nothing to correct.\n"
    assert writ_command("forecast", made, "--runs", 1000).exit_code == 0


def test_a_date_nobody_gave_stays_blank_and_is_named_with_the_day_it_usually_falls_on(tmp_path):
    writ_command("new", tmp_path / "blank")
    dates = [finding for finding in found_in(tmp_path / "blank") if finding["file"] == "plan.toml"]
    lines = (tmp_path / "blank" / "plan.toml").read_text(encoding="utf-8").splitlines()
    assert {finding["code"] for finding in dates} == {"F-114"}
    assert all(' = "" # ' in lines[finding["line"] - 1] for finding in dates)
    assert len(dates) == sum(' = "" # ' in line for line in lines)


def test_days_are_counted_back_from_polling_day(tmp_path):
    writ_command("new", tmp_path / "e", "--polling-day", "2031-10-05")
    plan = (tmp_path / "e" / "plan.toml").read_text(encoding="utf-8")
    assert "on = 2031-09-05 # E-30\n" in plan
    assert 'as_of = "" # C' in plan


def test_a_call_on_polling_day_or_after_it_makes_no_folder(tmp_path):
    result = writ_command("new", tmp_path / "e", "--polling-day", "2031-10-05", "--called-on", "2031-10-05")
    assert result.exit_code == 1
    assert "must come before polling day" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_never_overwrites(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    result = writ_command("new", tmp_path)
    assert result.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_every_command_has_its_module_and_a_help_page():
    for name in COMMANDS:
        result = writ_command(name, "--help")
        assert result.exit_code == 0
        assert result.output.startswith("Usage: ")
    assert writ_command("--version").output.startswith("writ ")
    assert writ_command("nonsense").exit_code == 2


def test_folders_are_read_without_django():
    script = (
        "import sys; from writ.cli.__main__ import main\n"
        "try: main(['forecast', sys.argv[1], '--runs', '1000'])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert not any(name.partition('.')[0] == 'django' for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, EXAMPLES / "kosovo_2007"], check=True, capture_output=True)


def test_a_place_where_no_folder_can_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    result = writ_command("new", tmp_path / "file" / "election")
    assert result.exit_code == 1
    assert "cannot be written: " in result.output
    assert "Name another place." in result.output
