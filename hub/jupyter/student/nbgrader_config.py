"""Who hands in: the hub's name, which need not be the operating system's."""

import os

c = get_config()  # noqa: F821 (traitlets gives it to configuration files)
c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
