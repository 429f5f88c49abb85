"""The body map in a real browser: by touch, mouse and keyboard, without JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from intake.questionnaire.drawing import FIGURES
from intake.records.accounts import Audience
from intake.records.models import Status
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import Site
from tests.make import KNEE
from tests.questionnaire.geometry import squares

pytestmark = [pytest.mark.browser, pytest.mark.new_database]

FINGER = 24
# What lies under points of the nth figure, given in units of its drawing.
UNDER = """([number, width, points]) => {
  const box = document.querySelectorAll(".drawn")[number].getBoundingClientRect();
  const scale = box.width / width;
  return points.map(([x, y]) => document
    .elementFromPoint(box.left + x * scale, box.top + y * scale)
    ?.closest("label")?.control.value ?? "nothing");
}"""
# Whether the foot of these words is above all else; they let a press through.
ON_TOP = """(words) => {
  words.style.pointerEvents = "auto";
  const at = words.getBoundingClientRect();
  return words.contains(document.elementFromPoint(at.left + 5, at.bottom - 1));
}"""
CHOSEN = "[...document.querySelectorAll(':checked')].map((box) => box.value)"


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[str]:
    """Nothing here differs between the databases."""
    with request.getfixturevalue("sqlite_files").fresh(tmp_path, new=True) as url:
        yield url


@pytest.fixture
def narrow(chrome: Browser, site: Site) -> Iterator[Page]:
    """The narrowest phone, 320 px, as tall as the page; scripts are for measuring."""
    context = chrome.new_context(
        base_url=site.address,
        viewport={"width": 320, "height": 2600},
        has_touch=True,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def at_the_map(page: Page) -> Page:
    page.goto("/intake/start")
    hands.answer(page, KNEE)
    assert hands.path(page) == "/intake/where"
    return page


def box(page: Page, code: str) -> Any:
    return page.locator(f'[value="{code}"]')


def test_a_finger_finds_every_place_on_the_narrowest_phone(narrow: Page) -> None:
    at_the_map(narrow)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320

    assert missed_by_a_finger(narrow) == []


# At 672 px the figures first stand side by side, and are small again.
@pytest.mark.parametrize("width", [320, 671, 672])
def test_a_finger_finds_every_place_when_something_is_wrong(
    narrow: Page, width: int
) -> None:
    narrow.set_viewport_size({"width": width, "height": 3200})
    at_the_map(narrow)
    with narrow.expect_navigation():
        narrow.get_by_role("button", name="Continue", exact=True).click()
    expect(narrow.locator(".wrong .map")).to_be_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= width

    assert missed_by_a_finger(narrow) == []


def missed_by_a_finger(page: Page) -> list[str]:
    """The places of which a square for a finger does not reach that place alone."""
    missed = []
    for number, figure in enumerate(FIGURES):
        drawn = page.locator(".drawn").nth(number).bounding_box()
        assert drawn
        scale = drawn["width"] / figure.width
        for code, side, (x, y) in squares(figure):
            assert side * scale >= FINGER, code
            middle = (x + 1 - side / 2, y + 1 - side / 2)
            half = FINGER / scale / 2
            corners = [
                [middle[0] + across, middle[1] + down]
                for across in (-half, half)
                for down in (-half, half)
            ]
            points = [number, figure.width, [middle, *corners]]
            if page.evaluate(UNDER, points) != [code] * 5:
                missed.append(code)
    return missed


def test_a_touch_ticks_the_box_of_that_place_alone(narrow: Page) -> None:
    at_the_map(narrow)
    for number, figure in enumerate(FIGURES):
        drawn = narrow.locator(".drawn").nth(number)
        width = drawn.bounding_box()
        assert width
        scale = width["width"] / figure.width
        for code, side, (x, y) in squares(figure):
            at = ((x + 1 - side / 2) * scale, (y + 1 - side / 2) * scale)
            for chosen in ([code], []):
                drawn.tap(position={"x": at[0], "y": at[1]}, force=True)
                assert narrow.evaluate(CHOSEN) == chosen


def test_a_press_on_the_drawing_leads_nowhere_else(narrow: Page) -> None:
    """Firefox would go to the box in the list, far below."""
    at_the_map(narrow)
    narrow.locator(".r-abdomen_middle").click(force=True)

    assert narrow.evaluate(CHOSEN) == ["abdomen_middle"]
    assert not narrow.evaluate("document.activeElement.matches('input')")


def test_what_is_ticked_is_filled_and_said_in_words(desk: Page) -> None:
    at_the_map(desk)
    shape = desk.locator(".r-knee_right_inner")
    empty = desk.locator(".r-knee_left_inner")
    words = desk.locator(".places li.w-knee_right_inner")
    expect(words).to_be_hidden()
    expect(desk.get_by_text("Nothing yet")).to_be_visible()

    shape.scroll_into_view_if_needed()
    at = shape.bounding_box()
    assert at
    desk.mouse.click(at["x"] + 8, at["y"] + at["height"] / 2)

    expect(box(desk, "knee_right_inner")).to_be_checked()
    expect(words).to_be_visible()
    expect(words).to_have_text("Right knee, inner side")
    expect(desk.get_by_text("Nothing yet")).to_be_hidden()
    expect(shape).not_to_have_css("fill", str(css(empty, "fill")))


def css(shape: Any, name: str) -> str:
    found: str = shape.evaluate(f"(it) => getComputedStyle(it).{name}")
    return found


def test_the_keyboard_ticks_the_list_and_shows_the_place(desk: Page) -> None:
    at_the_map(desk)
    desk.get_by_role("link", name="Choose from the list instead").press("Enter")
    desk.locator('[value="heel_left"]').focus()
    desk.keyboard.press("Space")

    expect(box(desk, "heel_left")).to_be_checked()
    expect(desk.locator(".r-heel_left").first).to_have_css("stroke-width", "4px")
    name = desk.get_by_role("checkbox", name="Left heel", exact=True)
    expect(name).to_have_count(1)


def test_the_sides_stand_at_the_sides_and_figures_below_each_other_on_a_phone(
    phone: Page,
) -> None:
    at_the_map(phone)
    sides = phone.locator(".sides").all_inner_texts()
    assert [" ".join(each.split()) for each in sides] == [
        "Your right Your left",
        "Your left Your right",
    ]
    first, second = (phone.locator(".body").nth(n).bounding_box() for n in (0, 1))
    assert first
    assert second
    assert second["y"] >= first["y"] + first["height"]


def test_a_mistaken_side_is_put_right_with_one_press(phone: Page) -> None:
    at_the_map(phone)
    box(phone, "knee_right_inner").check()
    with phone.expect_navigation():
        phone.get_by_role("button", name="Continue").click()
    assert phone.url.endswith("/intake/where#question-own_sides")
    question = phone.locator("#question-own_sides")
    expect(question).to_be_in_viewport()

    question.get_by_label("My left knee").check()
    with phone.expect_navigation():
        phone.get_by_role("button", name="Continue").click()

    assert hands.path(phone) == "/intake/urgent-signs"
    phone.goto("/intake/where")
    expect(box(phone, "knee_left_inner")).to_be_checked()
    expect(box(phone, "knee_right_inner")).not_to_be_checked()
    expect(phone.get_by_label("My left knee")).to_be_checked()


@pytest.mark.parametrize(
    "shown",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"media": "print", "color_scheme": "dark"},
        {"forced_colors": "active", "color_scheme": "dark"},
    ],
    ids=["day", "night", "paper", "forced"],
)
def test_nothing_is_seen_beyond_the_outline(desk: Page, shown: dict[str, Any]) -> None:
    at_the_map(desk)
    desk.emulate_media(**shown)

    around = css(desk.locator(".around").first, "fill")
    assert around == css(desk.locator("body"), "backgroundColor")


@pytest.mark.parametrize("words", ["figcaption", ".sides"])
def test_the_drawing_covers_none_of_its_words(narrow: Page, words: str) -> None:
    at_the_map(narrow)

    assert narrow.locator(words).first.evaluate(ON_TOP)


def test_chosen_places_are_told_apart_in_forced_colours(desk: Page) -> None:
    desk.emulate_media(forced_colors="active")
    at_the_map(desk)
    box(desk, "abdomen_middle").check()

    chosen = desk.locator(".r-abdomen_middle")
    assert css(chosen, "fill") != css(desk.locator(".r-chest_middle"), "fill")


def test_the_clinician_sees_the_places_filled_on_screen_and_on_paper(
    site: Site, desk: Page, records: Session
) -> None:
    hands.sign_in(desk, site.user("Carol", Audience.CLINICIAN))
    submission = make.submission(records, Status.SENT)
    desk.goto(f"/clinician/submissions/{submission.id}")

    place = desk.locator("section", has=desk.locator("#places"))
    expect(place).to_contain_text("Right knee, front")
    chosen, other = (
        place.locator(".r-knee_right_front"),
        place.locator(".r-head_middle"),
    )
    expect(place.locator(".chosen")).to_have_count(1)
    for medium in ("screen", "print"):
        desk.emulate_media(media="print" if medium == "print" else "screen")
        expect(place).to_be_visible()
        assert css(chosen, "fill") != css(other.first, "fill")
