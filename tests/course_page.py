"""What a student and an instructor do on the course page, in a browser: parts of `integration/hub/test_browser.py`."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from patience import SECONDS, wait_for

ROOT = Path(__file__).parents[1]
AXE = ROOT / "hub/node_modules/axe-core/axe.min.js"
ADDRESS = "/services/feedback-toys/"
WIDTHS = {"wide": (1280, 800), "narrow": (390, 844)}

# Everything that a page may try, were it allowed to: each asks for something of the hub's, or changes the title.
HOSTILE = """<!DOCTYPE html><html lang="en"><head><title>harmless</title>
<meta name="labgrader-points" content="6 of 6 points"><meta http-equiv="refresh" content="0;url=/hub/api/pwned-refresh">
<link rel="stylesheet" href="/hub/api/pwned-style"><style>
@import url(/hub/api/pwned-import); body {background: url(/hub/api/pwned-back)}
</style><script src="/hub/api/pwned-source"></script>
<script>document.title = "pwned"; fetch("/hub/api/pwned-fetched", {credentials: "include"});
top.location = "/hub/api/pwned-top"</script></head><body onload="document.title = 'pwned'"><p>A hostile page</p>
<img src="/hub/api/pwned-image" onerror="document.title = 'pwned'"><svg onload="document.title = 'pwned'"></svg>
<iframe src="/hub/api/pwned-frame"></iframe><object data="/hub/api/pwned-object"></object>
<video src="/hub/api/pwned-v" autoplay></video>
<form action="/hub/api/pwned-form" method="post"><button autofocus>go</button></form>
<script>document.forms[0].submit()</script></body></html>"""


def feedback_appears_by_itself(student, submit: Callable[[], object]) -> None:
    """Hand in with the course page open beside; read the feedback there, without fetching or reloading."""
    beside = student.page.context.new_page()
    beside.set_default_timeout(SECONDS * 1000)
    beside.goto(student.hub.address + ADDRESS)
    beside.wait_for_selector("text=Feedback appears here by itself")
    beside.evaluate(
        """() => {
            window.seen = {}; // when each state was first there
            const look = () => document.querySelectorAll("#work b, #reading iframe").forEach((one) => {
                window.seen[one.textContent || "frame"] ??= Date.now() / 1000;
            });
            new MutationObserver(look).observe(document.body, {subtree: true, childList: true});
        }"""
    )
    student.page.bring_to_front()
    student.page.evaluate("window.clicks = 0; addEventListener('pointerdown', () => window.clicks++, true)")
    began = time.time()
    submit()
    beside.bring_to_front()  # one more click, on the tab
    beside.frame_locator("#reading iframe").locator("text=6 of 6 points").first.wait_for()
    read = time.time() - began
    clicks = student.page.evaluate("window.clicks") + 1
    seen = beside.evaluate("window.seen")
    page = next((student.hub.course / "feedback/ada/toy").glob("toy.html"))
    waited = seen["frame"] - page.stat().st_mtime
    states = [text for text, _ in sorted(seen.items(), key=lambda item: item[1])]
    print(f"{clicks} clicks and {read:.1f} s from a solved notebook to its feedback, shown {waited:.1f} s after it was")
    print(f"rendered; what was seen meanwhile: {states}")
    assert 1 < clicks <= 4
    assert "6 of 6 points. It counts." in states
    assert "6 of 6 points" in beside.locator("#status").inner_text()
    student.picture("feedback-by-itself", beside)
    beside.close()


def reads_with_the_keyboard(student) -> None:
    """Come from the hub's home page, and read the feedback, without a pointer; at two widths."""
    page = student.page.context.new_page()
    page.goto(f"{student.hub.address}/hub/home")
    student.picture("hub-home", page)
    tab_to(page, "Your submissions and their feedback")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ADDRESS}")
    page.keyboard.press("Tab")
    assert focused(page) == "Go to the feedback"
    page.keyboard.press("Enter")
    wait_for(lambda: page.evaluate("document.activeElement.id") == "reading")
    frame = next(f for f in page.frames if "/feedback/" in f.url)
    for _ in range(2):  # the link that opens it by itself, and the frame
        page.keyboard.press("Tab")
    wait_for(lambda: page.evaluate("document.activeElement.tagName") == "IFRAME")
    page.keyboard.press("PageDown")
    wait_for(lambda: frame.evaluate("scrollY") > 0)
    for name, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        student.picture(f"course-page-{name}", page)
        page.screenshot(path=student.pictures / f"{student.name}-course-page-{name}-whole.png", full_page=True)
    has_no_fault(page)
    page.close()


def looks_at_the_class(instructor) -> None:
    """See the class, a student, and the class report."""
    page = instructor.page
    for name, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(instructor.hub.address + ADDRESS)
        page.wait_for_selector("text=Nobody waits")
        instructor.picture(f"class-{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    has_no_fault(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    wait_for(lambda: page.reload() and page.locator("a:has-text('Class report')").count())
    page.click("a:has-text('Class report')")
    instructor.picture("class-report")
    page.go_back()
    page.click("th a:has-text('ada')")
    page.frame_locator("#reading iframe").locator("text=3 of 6 points").first.wait_for()
    instructor.picture("a-student")


def cannot_be_attacked_by_a_page(instructor) -> None:
    """Open a hostile page, in the frame and by itself: nothing in it runs, or asks the hub for anything."""
    page, log = instructor.page, instructor.hub.folder / "state/hub.log"
    feedback = next((instructor.hub.folder / "exchange/toys/feedback").glob("*.html"))
    new = feedback.with_name("hostile")
    new.write_text(HOSTILE, encoding="utf-8")
    new.replace(feedback)
    page.goto(f"{instructor.hub.address}{ADDRESS}student/ada")
    frame = page.frame_locator("#reading iframe")
    frame.locator("text=A hostile page").wait_for()
    address = page.locator("#reading a:has-text('Open it by itself')").get_attribute("href")
    instructor.picture("hostile-in-the-frame")
    page.wait_for_timeout(500)  # for what it may try
    assert frame.locator("head title").inner_text() == "harmless"
    page.goto(instructor.hub.address + address)
    page.wait_for_selector("text=A hostile page")
    page.wait_for_timeout(500)
    assert page.title() == "harmless"
    assert page.url.endswith(address)
    page.goto(f"{instructor.hub.address}/hub/api/as-a-person")  # the log has what is asked of the hub
    wait_for(lambda: "/hub/api/as-a-person" in log.read_text(encoding="utf-8"))
    assert [line for line in log.read_text(encoding="utf-8").splitlines() if "/hub/api/pwned" in line] == []


def tab_to(page, text: str) -> None:
    """Press Tab until a link is reached."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == text:
            return
    raise AssertionError(f"{text!r} cannot be reached with Tab")


def focused(page) -> str:
    return re.sub(r"\s+", " ", page.evaluate("document.activeElement.textContent")).strip()


def has_no_fault(page) -> None:
    """No fault that axe-core knows of, where it is installed: what is in frames has its own tests."""
    if not AXE.exists():
        print("axe-core is not installed: npm install --prefix hub")
        return
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({iframes: false})")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
