"""axe over the page that is open, in each of the views that people have of it."""

from collections.abc import Sequence

from playwright.sync_api import Page, ViewportSize

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RULES = {
    "runOnly": {"type": "tag", "values": [*STANDARDS, "best-practice"]},
    "resultTypes": ["violations"],
}
# In the dark a page has other colours and is otherwise the same: tests/test_dark.py.
ON_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
# What is left of 1280 by 1024 px at 400 % zoom.
ZOOMED = (320, 256, "light")
VIEWS = (
    (390, 844, "light"),
    (390, 844, "dark"),
    (1280, 1024, "dark"),
    (1280, 1024, "light"),
    ZOOMED,
)
VIOLATIONS = """async rules => [
  (await axe.run(document, rules)).violations.map(
    each => [each.id, each.nodes.slice(0, 2).map(node => node.html.slice(0, 120))]),
  document.documentElement.scrollWidth]"""


class Inspector:
    """Looks at the page that is open in each of its views."""

    def __init__(
        self, page: Page, views: Sequence[tuple[int, int, str]] = VIEWS
    ) -> None:
        self.page = page
        self.views = views
        self.scheme = ""
        self.found: list[str] = []

    def look(self, state: str) -> None:
        self.page.wait_for_load_state()
        for width, height, scheme in self.views:
            self._turn_to(width, height, scheme)
            where = f"{state} at {width} px, {scheme}"
            rules = ON_COLOURS if scheme == "dark" else RULES
            violations, wide = self.page.evaluate(VIOLATIONS, rules)
            for rule, elements in violations:
                self.found.append(f"{where}: {rule} {elements}")
            if wide > width:
                self.found.append(f"{where}: {wide} px wide")

    def _turn_to(self, width: int, height: int, scheme: str) -> None:
        size: ViewportSize = {"width": width, "height": height}
        if self.page.viewport_size != size:
            self.page.set_viewport_size(size)
        if self.scheme != scheme:
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.scheme = scheme
