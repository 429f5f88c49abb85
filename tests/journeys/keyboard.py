"""A patient without a mouse: Tab, Space, the arrows and Enter, and what they see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.journeys import hands

# What has the focus, and how it shows: a choice shows it on its whole row.
FOCUSED = """() => {
  const e = document.activeElement;
  const shown = e.closest(".choice, .scale label") || e;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  return {
    name: e.name || "", value: e.value || "", kind: e.type || e.localName,
    words: e.textContent.trim(), checked: Boolean(e.checked),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    in_view: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
    top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left,
  };
}"""
MOST_STOPS = 250


@dataclass(frozen=True)
class Focus:
    """`outlined` and `in_view`: it can be seen. The rest: where on the page."""

    name: str
    value: str
    kind: str
    words: str
    checked: bool
    outlined: bool
    in_view: bool
    top: float
    bottom: float
    left: float

    def comes_before(self, other: "Focus") -> bool:
        """Above it, and not at the head of the next column."""
        return self.bottom <= other.top and self.left <= other.left


class Keyboard:
    """`found`: what was wrong with the way of the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        self.last: Focus | None = None

    def tab(self) -> Focus:
        self.page.keyboard.press("Tab")
        focus, last = self._focus(), self.last
        where = f"{hands.path(self.page)}: {focus.name or focus.words}"
        if not (focus.outlined and focus.in_view):
            self.found.append(f"{where}: the focus cannot be seen")
        if last and focus.comes_before(last):
            self.found.append(f"{where}: stands above {last.name or last.words}")
        self.last = focus
        return focus

    def press(self, words: str) -> None:
        """Go on to the link or button that bears these words, and press Enter."""
        for _ in range(MOST_STOPS):
            if self.tab().words == words:
                return self.enter()
        raise AssertionError(f"Never came to “{words}” on {self.page.url}")

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.last = None

    def answer(self, given: Mapping[str, Any]) -> None:
        """Answer what comes on the way to “Continue”, and press it."""
        wanted = hands.wanted(self.page, given)
        for _ in range(MOST_STOPS):
            focus = self.tab()
            if focus.words == "Continue":
                return self.enter()
            if focus.name in wanted:
                self._give(focus, wanted[focus.name])
        raise AssertionError(f"Never came to the end of {self.page.url}")

    def _give(self, focus: Focus, value: Any) -> None:
        values = value if isinstance(value, list) else [value]
        if focus.kind == "radio":
            self._choose(focus, values[0])
        elif focus.kind != "checkbox":
            self.page.keyboard.type(value)
        elif (focus.value in values) != focus.checked:
            self.page.keyboard.press("Space")

    def _choose(self, focus: Focus, value: str) -> None:
        """Space takes the first of a group; the arrows take the next."""
        if focus.value == value and not focus.checked:
            self.page.keyboard.press("Space")
        for _ in range(MOST_STOPS):
            if focus.value == value:
                return
            self.page.keyboard.press("ArrowDown")
            focus = self._focus()
        raise AssertionError(f"{focus.name} has no {value}")

    def _focus(self) -> Focus:
        return Focus(**self.page.evaluate(FOCUSED))
