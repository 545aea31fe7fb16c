"""Takes the pictures of the documentation from a running demo: the morning page in three languages, and others.

writ demo --port 8123        and in another terminal
python tools/screenshots.py http://localhost:8123
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "house"))

from chromium import ARGUMENTS, installed_chromium  # noqa: E402

PICTURES = ROOT / "docs" / "images"
WIDTHS = {"desktop": 1440, "phone": 390}
LANGUAGES = ("en", "sq", "sr-cyrl")
PAGES = {
    "options": "/options/?reading=final-12-october",
    "gates": "/gates/",
    "gantt": "/timetable/gantt/",
    "risks": "/risks/",
}
ACCOUNT, PASSWORD = "operations", "writ-rehearsal"


def main(address: str) -> None:
    """Write every picture."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_chromium(), args=list(ARGUMENTS))
        for language in LANGUAGES:
            for kind, width in WIDTHS.items():
                context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
                context.add_cookies([{"name": "writ_language", "value": language, "url": address}])
                page = context.new_page()
                page.goto("/account/login/")
                page.fill("input[name=login]", ACCOUNT)
                page.fill("input[name=password]", PASSWORD)
                page.press("input[name=password]", "Enter")
                page.wait_for_url("**/morning/")
                page.goto("/morning/")  # once more, without the greeting
                page.screenshot(path=PICTURES / f"morning-{kind}-{language}.png", full_page=True)
                for name, where in PAGES.items() if (language, kind) == ("en", "desktop") else ():
                    page.goto(where)
                    page.screenshot(path=PICTURES / f"{name}-desktop-en.png", full_page=True)
                context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
