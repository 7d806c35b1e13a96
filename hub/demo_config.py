"""The demo: `jupyterhub_config.py`, with other values in its three named places. Never use it for a class."""

import os
import tomllib
from pathlib import Path

c = get_config()  # noqa: F821 (traitlets gives it to configuration files)
load_subconfig("jupyterhub_config.py", path=str(Path(__file__).parent))  # noqa: F821 (the same)
site = tomllib.loads(Path("site.toml").read_text(encoding="utf-8"))
as_root = ["--allow-root"] if os.geteuid() == 0 else []

# Place 1: one password for all, made anew for each demo.
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["LABGRADER_DEMO_PASSWORD"]

# Place 2: users without accounts: all servers, the grader's too, run as whoever started the demo.
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = site["homes"] + "/{username}"
c.Spawner.args = as_root
mark = {"LABGRADER_DEMO": os.environ["LABGRADER_DEMO"]}  # what is left of a demo is found by it
c.Spawner.environment |= mark
for service in c.JupyterHub.services:
    del service["user"]
    service["environment"] |= {"HOME": f"{site['homes']}/grader", "USER": "grader"} | mark
    if service["name"] == site["course"]:
        service["command"] += as_root

# Place 3: the hub's database stays the file that it is.
