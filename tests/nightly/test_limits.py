"""Limits of which it takes long until everyone has given up waiting."""

from __future__ import annotations


def test_is_a_kernel_that_never_answers_the_submissions_fault(execute, cells):
    silent = "kernel = get_ipython().kernel\nkernel.session.send = lambda *args, **kwargs: None"
    record = execute(cells.graded("first"), silent, "x = 1", cell=3, evidence=3, notebook=20).record
    assert record.released["first"].evidence is not None
    for run in (record.released, record.unseen):
        assert run["end"].evidence is None
        assert run["end"].missing
