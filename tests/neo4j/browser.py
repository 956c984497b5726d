"""Neo4j Browser in a real Chromium, used as a person uses it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_OFF = ("gpu", "quic", "background-networking", "component-update", "sync")
_FLAGS = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in _OFF)]
_FILE = "text => { const d = new DataTransfer(); d.items.add(new File([text], 'style.grass', {type: 'text/plain'})); return d; }"
_DRAWN = """frame => {
  const text = group => [...group.querySelectorAll('text')].map(t => t.textContent.trim()).join('');
  const color = node => [...node.querySelectorAll('circle')].map(circle => circle.getAttribute('fill')).find(Boolean);
  return {
    nodes: [...frame.querySelectorAll('g.node')].map(node => [text(node), color(node)]),
    links: [...frame.querySelectorAll('g.relationship')].map(text),
  };
}"""


@contextmanager
def neo4j_browser(http: int, bolt: int, password: str) -> Iterator[Page]:
    """A page of Neo4j Browser, logged in."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        page.set_default_timeout(60_000)
        page.goto(f"http://127.0.0.1:{http}/browser/?connectURL=bolt://neo4j@127.0.0.1:{bolt}", wait_until="domcontentloaded")
        page.fill("input[type=password]", password)
        page.keyboard.press("Enter")
        page.wait_for_selector("text=You are connected as user")
        yield page
        chromium.close()


def drop_style(page: Page, grass: Path) -> None:
    """Drop a style file on the page."""
    file = page.evaluate_handle(_FILE, grass.read_text("utf-8"))
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("[data-testid=main]", event, {"dataTransfer": file})
    page.wait_for_selector("text=node.Person")


def run(page: Page, text: str) -> None:
    """Type into the editor and run it."""
    page.click("[data-testid=activeEditor] .monaco-editor")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def draw(page: Page, text: str, parameters: dict[str, Any], picture: Path | None = None) -> tuple[list[tuple[str, str]], list[str]]:
    """Run a query with its parameters; gives the captions and colours of the nodes and the captions of the relationships."""
    run(page, ":clear")
    for name, value in parameters.items():
        run(page, f":param {name} => {json.dumps(value, ensure_ascii=False)}")
        page.wait_for_selector(f'text="{name}": ')
    run(page, text)
    frame = page.locator("[data-testid=frame]").filter(has=page.locator("svg.neod3viz")).first
    frame.locator("g.node").first.wait_for()
    if picture:
        frame.locator('[title="Fullscreen"]').click()
    page.wait_for_timeout(4_000)  # until the drawing has come to rest
    if picture:
        page.locator('[aria-label="zoom-to-fit"]').first.click()
        page.wait_for_timeout(1_500)
        page.screenshot(path=picture)
        page.click('[title="Close fullscreen"]')
    found = page.evaluate(_DRAWN, page.query_selector("[data-testid=frame]:has(svg.neod3viz)"))
    return [tuple(node) for node in found["nodes"]], found["links"]
