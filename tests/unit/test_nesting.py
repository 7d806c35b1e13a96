"""Is HTML that a parser would multiply shown as it stands, and a student's own table not?"""

from __future__ import annotations

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labgrader.seam.clean import clean_html
from labgrader.seam.nesting import MOST_BUILT, nests_too_deep

TIMES = 25_000
DEEP = ["<table><tr><td>", "<b><i><a href=x>", "<ul><li>", "<div>", "<UL\n>", "<ul/>", "<x>"]
CLOSED_FOR_NOBODY = [  # the end tags are none to a parser
    "<ul><table></ul></table>",
    "<ul><!--</ul>-->",
    '<ul title="</ul>">',
    "<ul title='</ul>'>",
    "<ul><textarea></ul></textarea>",
    "<ul><title></ul></title>",
    "<ul><style></ul></style>",
    "<ul><style></style>",
    "<ul><svg></ul></svg>",
    "<ul></p>",
    """<ul><p a"b="c></p></ul>">""",
    """<ul><p ="a="b></p></ul>">""",
    """<ul><p a=b"c="></p></ul>">""",
]
CELL = "<td><b>1.5</b> <a href='https://example.org'>more</a></td>"
TABLE = f"<table><thead><tr><th>x</th></tr></thead><tbody>{f'<tr>{CELL * 20}</tr>' * 500}</tbody></table>"
STYLE = "<style scoped>\n .dataframe tbody tr th { top: 0; }\n</style>"  # as pandas has it
TOKENS = "<p> </p> <b> </b> <i> <ul> </ul> <li> <table> </table> <td> <a> </a> <div> </div> x <!-- --> <br>".split()


@pytest.mark.parametrize("text", DEEP + CLOSED_FOR_NOBODY)
def test_what_is_left_open_many_times_is_shown_as_it_stands(text):
    assert nests_too_deep(text * TIMES)
    assert clean_html(text * TIMES).startswith("<pre>&lt;")


@pytest.mark.parametrize("opened", ["<b title={}>", "<b title={}><table></b></table>", "<b title={}><!--</b>-->"])
def test_what_is_opened_again_in_every_block_is_shown_as_it_stands(opened):
    assert nests_too_deep("<p>" + "".join(opened.format(n) for n in range(4000)) + "</p>" + "<p>x</p>" * 30_000)


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        f"<div>{STYLE}{TABLE}</div>",
        "<br>" * 5000,
        "<p>x</p>" * 5000,
        "<ul>" + "<li>x</li>" * 5000 + "</ul>",
        "<div>" * 300,
        "<li>x" * 700,
    ],
    ids="table pandas breaks paragraphs list divs unclosed".split(),
)
def test_what_people_show_is_cleaned_as_before(text):
    assert not nests_too_deep(text)
    assert "&lt;" not in clean_html(text)


@settings(max_examples=60, deadline=None)
@given(
    first=st.lists(st.sampled_from(TOKENS), min_size=1, max_size=6),
    second=st.lists(st.sampled_from(TOKENS), max_size=4),
    times=st.sampled_from((300, 1000)),
)
def test_whatever_is_cleaned_does_not_grow(first, second, times):
    opened = "".join("".join(first).replace("<b>", f"<b title={n}>") for n in range(times))
    text = opened + "".join(second) * times
    if not nests_too_deep(text):
        assert len(nh3.clean(text)) <= len(text) + 40 * MOST_BUILT
