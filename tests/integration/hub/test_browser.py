"""Does a student find their way from login to feedback in a browser, and an instructor from the course list to a score?

What they see is kept in `build/screenshots/`: look at it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from course_page import (
    cannot_be_attacked_by_a_page,
    feedback_appears_by_itself,
    looks_at_the_class,
    reads_with_the_keyboard,
)
from patience import SECONDS, wait_for

PICTURES = Path(__file__).parents[3] / "build" / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ANSWER = "def scale(values):\n    return [FACTOR * v for v in values]\n\nscaled = scale(numbers)\n"
PLOT = 'plt.plot(scaled, label="scaled")\nplt.legend()\nplt.title("a plot of mine")\nplt.show()\n'


class Visitor:
    """Somebody in front of a browser window, who takes a picture of every step."""

    def __init__(self, browser, hub, name: str) -> None:
        self.hub, self.name, self.number, self.pictures = hub, name, 0, PICTURES
        self.page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        self.page.set_default_timeout(SECONDS * 1000)

    def picture(self, what: str, page=None) -> None:
        self.number += 1
        (page or self.page).screenshot(path=PICTURES / f"{self.name}-{self.number}-{what}.png")

    def log_in(self) -> None:
        page = self.page
        page.goto(f"{self.hub.address}/hub/spawn")
        page.fill("#username_input", self.name)
        page.fill("#password_input", self.hub.password)
        self.picture("login")
        page.click("#login_submit")
        page.wait_for_url("**/lab**")
        page.wait_for_selector("#jupyterlab-splash", state="detached")

    def menu(self, command: str) -> None:
        self.page.click('#jp-menu-panel li:has-text("Nbgrader")')
        self.page.click(f'#jp-mainmenu-nbgrader li[data-command="nbgrader:{command}"]')

    def in_list(self, which: str, button: str) -> None:
        self.page.click(f"#{which}_assignments_list > .list_item .item_status button:has-text('{button}')")

    def write(self, cell: int, source: str) -> None:
        """Put a source into a cell. Inserted, not typed: typing races the auto-indent."""
        self.page.locator(".jp-Notebook .jp-Cell").nth(cell).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)


@pytest.fixture(scope="module")
def browser() -> Iterator:
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("Playwright is not installed: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        yield browser
        browser.close()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_does_the_whole_course_work_in_a_browser(hub, browser):
    emmy = hub.member("emmy")
    assert emmy.formgrader("POST", "assignment/toy/assign")["success"]
    assert emmy.formgrader("POST", "assignment/toy/release")["success"]
    visitors = {name: Visitor(browser, hub, name) for name in ("ada", "emmy")}
    _student(visitors["ada"])
    reads_with_the_keyboard(visitors["ada"])
    _instructor(visitors["emmy"], emmy)
    ada = hub.member("ada")
    assert "3 of 6 points" in ada.feedback()[0]
    looks_at_the_class(visitors["emmy"])
    cannot_be_attacked_by_a_page(visitors["emmy"])


def _student(ada: Visitor) -> None:
    """Log in, fetch, open, solve, validate, submit, and read the feedback."""
    ada.log_in()
    page = ada.page
    ada.menu("open-assignment-list")
    ada.in_list("released", "Fetch")
    page.wait_for_selector("#fetched_assignments_list > .list_item")
    ada.picture("fetched")
    page.click("#fetched_assignments_list .assignment-notebooks-link")
    page.click("#fetched_assignments_list .nested_list_item .item_name a")
    page.wait_for_selector(".jp-StatusBar-Widget :text('| Idle')")
    ada.write(3, ANSWER)  # the cells as they stand in the toy lab
    ada.write(5, PLOT)
    page.click('#jp-menu-panel li:has-text("Run")')
    page.click('li[data-command="runmenu:run-all"]')
    page.wait_for_selector(".jp-OutputArea img")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    page.keyboard.press("Control+S")
    ada.picture("solved")
    page.click("jp-button.validate-button, .validate-button")
    page.wait_for_selector(".jp-Dialog:has-text('Success')")
    ada.picture("validated")
    page.click(".jp-Dialog button.jp-mod-accept")
    feedback_appears_by_itself(ada, lambda: (ada.menu("open-assignment-list"), ada.in_list("fetched", "Submit")))
    page.wait_for_selector("#submitted_assignments_list > .list_item")
    wait_for(lambda: _feedback_is_there(ada))
    page.click("#submitted_assignments_list > .list_item .item_name")
    ada.picture("submitted")
    path = next((ada.hub.folder / "homes/ada/toy/feedback").glob("*/toy.html")).relative_to(
        ada.hub.folder / "homes/ada"
    )
    page.goto(f"{ada.hub.address}/user/ada/files/{path}")
    assert "6 of 6 points" in page.content()
    ada.picture("feedback")


def _feedback_is_there(ada: Visitor) -> bool:
    """Fetch feedback; whether the list then shows some."""
    with ada.page.expect_response(lambda answer: "fetch_feedback" in answer.url):
        ada.in_list("submitted", "Fetch Feedback")
    ada.page.wait_for_selector("#submitted_assignments_list > .list_item")
    return ada.page.locator("#submitted_assignments_list a:has-text('view feedback')").count() > 0


def _instructor(emmy: Visitor, member) -> None:
    """See scores, sentences and the plot in the formgrader, give a score by hand, and release the feedback."""
    page = emmy.page
    emmy.log_in()
    emmy.menu("open-course-list")
    with page.expect_popup() as opened:
        page.click("a:has-text('toys')")
    frame = opened.value.frame_locator("iframe")
    frame.locator("td.num-submissions a").wait_for()
    emmy.picture("formgrader-in-lab", opened.value)
    page.goto(f"{emmy.hub.address}/services/toys/formgrader")
    page.wait_for_selector("td.num-submissions a")
    emmy.picture("assignments")
    page.click("td.num-submissions a")
    page.wait_for_selector("td.student-id")
    emmy.picture("submissions")
    submission = member.formgrader("GET", "submitted_notebooks/toy/toy")[0]["id"]
    # What is typed before the page has fetched the grades is not saved.
    page.goto(f"{emmy.hub.address}/services/toys/formgrader/submissions/{submission}", wait_until="networkidle")
    page.wait_for_selector("input.score")
    assert page.locator("img[src^='data:image/png']").count() >= 1
    page.locator("input.score").first.fill("1")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url):  # it is saved
        page.locator("input.score").first.blur()
    emmy.picture("graded")
    page.screenshot(path=PICTURES / "emmy-graded-whole-page.png", full_page=True)
    page.goto(f"{emmy.hub.address}/services/toys/formgrader/manage_assignments")
    for link in ("td.generate-feedback a", "td.release-feedback a"):
        page.click(link)
        page.wait_for_selector(".modal-dialog:visible:has-text('Success')")
        emmy.picture("released")
        page.click(".modal-dialog:visible .btn")
        page.wait_for_selector(".modal-dialog", state="hidden")
