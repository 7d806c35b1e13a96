"""What students, instructors and the grader have in common; the hub's configuration sets the variables."""

import os

c = get_config()  # noqa: F821 (traitlets gives it to configuration files)
c.CourseDirectory.course_id = os.environ["LABGRADER_COURSE"]
c.Exchange.root = os.environ["LABGRADER_EXCHANGE"]
