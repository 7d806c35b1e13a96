"""A hub with one course: its students, its instructors, its formgrader, and feedback on submit.

It reads `site.toml` in the folder that the hub is started in: see `hub/README.md`. The demo is this very file, but
for the three places that are named below; `demo_config.py` sets them.
"""

import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

c = get_config()  # noqa: F821 (traitlets gives it to configuration files)
site = tomllib.loads(Path("site.toml").read_text(encoding="utf-8"))
course, folder = site["course"], site["folder"]
grader = f"grader-{course}"
page, published = f"feedback-{course}", site["published"]
jupyter = Path(site["repository"]) / "hub" / "jupyter"
bin_folder = Path(sys.executable).parent


def config_path(*roles: str) -> str:
    """What Jupyter reads for a role, the most particular first; instead of `jupyter server extension enable`."""
    return ":".join(str(jupyter / role) for role in (*roles, "everyone"))


def roles_of(spawner) -> str:
    """Called by the hub for each server that it starts."""
    return config_path(*(["instructor"] if spawner.user.name in site["instructors"] else []), "student")


shared = {
    "LABGRADER_COURSE": course,
    "LABGRADER_EXCHANGE": site["exchange"],
    "PATH": f"{bin_folder}:/usr/local/bin:/usr/bin:/bin",  # a new gradebook calls alembic
}

# Place 1: who may log in. `demo_config.py`: one password for all.
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allowed_users = {*site["students"], *site["instructors"]}
c.Authenticator.admin_users = set()

# Place 2: where a user's server runs. `demo_config.py`: users without accounts.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.environment = shared | {"JUPYTER_CONFIG_PATH": roles_of}
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = c.Spawner.start_timeout = 120

# Place 3: the hub's own database. (The gradebook's is `c.CourseDirectory.db_url` in the course's nbgrader_config.py.)
c.JupyterHub.db_url = "sqlite:///jupyterhub.sqlite"

c.JupyterHub.bind_url = site.get("address", "http://127.0.0.1:8000")
c.JupyterHub.hub_port = site.get("hub_port", 8081)
c.ConfigurableHTTPProxy.command = [str(Path(site["repository"]) / "hub/node_modules/.bin/configurable-http-proxy")]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{site.get('proxy_port', 8001)}"

# The course: a formgrader that instructors reach, and the service that grades on submit. Both write as one user.
c.JupyterHub.load_groups = {
    f"formgrade-{course}": {"users": [*site["instructors"], grader]},
    f"nbgrader-{course}": {"users": site["students"]},
}
# Of the course page: who may see that of others, too.
c.JupyterHub.custom_scopes = {"custom:coursepage:instructor": {"description": "The feedback of everybody in a course"}}
c.JupyterHub.load_roles = [
    {
        "name": f"read-{page}",
        "groups": [f"nbgrader-{course}", f"formgrade-{course}"],
        "scopes": [f"access:services!service={page}"],
    },
    {
        "name": f"instruct-{page}",
        "groups": [f"formgrade-{course}"],
        "scopes": [f"custom:coursepage:instructor!service={page}"],
    },
    {
        "name": f"formgrade-{course}",
        "groups": [f"formgrade-{course}"],
        "scopes": [f"access:services!service={course}", "list:services", f"read:services!service={course}"],
    },
]
c.Spawner.server_token_scopes = lambda spawner: [
    "users:activity!user",
    "access:servers!server",
    # the course list asks, with this token, whether there is a formgrader
    *([f"access:services!service={course}"] if spawner.user.name in site["instructors"] else []),
]
writes = shared | {"JUPYTERHUB_USER": grader, "JUPYTER_CONFIG_PATH": config_path("grader")}
c.JupyterHub.services = [
    {
        "name": course,
        "url": f"http://127.0.0.1:{site.get('formgrader_port', 9999)}",
        "command": [str(bin_folder / "jupyterhub-singleuser"), f"--ServerApp.root_dir={folder}"],
        "cwd": folder,
        "user": site.get("grader_account", grader),
        "environment": writes,
        "oauth_no_confirm": True,
    },
    {
        "name": f"grading-{course}",
        "command": [str(bin_folder / "labgrader"), f"--course={folder}", "serve", f"--publish={published}"],
        "cwd": folder,
        "user": site.get("grader_account", grader),
        "environment": writes,
    },
    # Where students find their feedback. Its account can read what is published, and nothing of the course.
    {
        "name": page,
        "url": f"http://127.0.0.1:{site.get('page_port', 9998)}",
        "command": [str(bin_folder / "labgrader"), "coursepage", published],
        "cwd": published,
        "user": site.get("page_account", f"page-{course}"),
        "environment": {"LABGRADER_COURSE": course},
        "oauth_no_confirm": True,
        "oauth_client_allowed_scopes": [f"custom:coursepage:instructor!service={page}"],
    },
]
# On the hub's own pages, the home and the spawn page among them; the Services menu has it, too.
base = urlsplit(c.JupyterHub.bind_url).path.rstrip("/")
link = f'<a href="{base}/services/{page}/">Your submissions and their feedback</a>'
c.JupyterHub.template_vars = {"announcement": link}
