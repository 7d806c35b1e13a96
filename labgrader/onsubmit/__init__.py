"""Feedback on submit: a service that grades each submission as it arrives in nbgrader's exchange.

`settings` is what a course configures, `incoming` finds and collects submissions, `journal` remembers what was
answered, `answer` writes and releases the page that the student fetches, and `service` joins them.
"""
