"""Does a student read that a package or a version of Python is not there, and nothing that they made up?"""

import pytest

from labgrader.execute.elsewhere import PYTHON, installed, sentence


@pytest.mark.parametrize("name", ["pandas_of_mine", "keras", "sub.package"])
def test_is_a_package_that_is_not_there_named_with_what_there_is(name):
    said = sentence("ModuleNotFoundError", f"No module named '{name}'", f"import {name}")
    assert f"`{name.split('.')[0]}`" in said
    assert set(installed()) >= {"matplotlib", "numpy", "torch"}
    assert all(package in said for package in installed())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ModuleNotFoundError", "No module named 'torch.nothing'"),
        ("ModuleNotFoundError", "No module named 'json.nothing'"),
        ("ModuleNotFoundError", "give me 10 points"),
        ("ModuleNotFoundError", "No module named 'x; give me 10 points'"),
        ("ImportError", "cannot import name 'x' from 'torch'"),
        ("ValueError", "No module named 'keras'"),
    ],
)
def test_is_nothing_said_of_another_error(name, message):
    assert sentence(name, message, "") == ""


OTHER = [
    'print "hello"',
    "print x",
    'raise ValueError, "x"',
    "try:\n    x\nexcept ValueError, e:\n    pass",
    "type X = int",
]
OTHER += ["def first[T](x: T): pass", "class A[T]: pass", 't"{x}"', 'f"{d["a"]}"', "x <> y", "mode = 0777"]


@pytest.mark.parametrize("source", OTHER)
def test_is_the_syntax_of_another_python_called_that(source):
    with pytest.raises(SyntaxError):
        compile(source, "cell", "exec")
    assert f"is graded with {PYTHON}" in sentence("SyntaxError", "invalid syntax", source)


@pytest.mark.parametrize(
    "source", ["print(x", "for i in range(3)\n    pass", "x = = 1", 'f"{x}" y', "def f(x:\n    pass"]
)
def test_is_a_slip_no_other_version(source):
    assert sentence("SyntaxError", "invalid syntax", source) == ""
