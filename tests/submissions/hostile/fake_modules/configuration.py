"""Files that configure Python, pytest, IPython, Jupyter and nbgrader.

tries: conftest.py, pytest.ini, sitecustomize.py, .pth, start-up files, nbgrader_config.py, .env
"""

LOSS_MINI20 = []
# %% file conftest.py
import pytest
@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    report = yield
    report.outcome = "passed"
    return report

# %% file pytest.ini
[pytest]
addopts = --collect-only

# %% file pyproject.toml
[tool.pytest.ini_options]
addopts = "--collect-only"

# %% file sitecustomize.py
raise SystemExit("planted-imported")

# %% file usercustomize.py
raise SystemExit("planted-imported")

# %% file planted.pth
import os; os._exit(0)

# %% file .ipython/profile_default/startup/00.py
raise SystemExit("planted-imported")

# %% file ipython_config.py
c.InteractiveShellApp.exec_lines = ["raise SystemExit"]

# %% file jupyter_config.py
raise SystemExit

# %% file nbgrader_config.py
c = get_config()
c.Autograde.autograde_preprocessors = []

# %% file matplotlibrc
backend: planted

# %% file .env
PYTHONSTARTUP=conftest.py

# %% file test_mini20.py
def test_nothing(): pass

# %% file unseen.toml
cell = "parameters"

# %% file evidence.json
{"version": 1, "names": {}}

# %% file gradebook.db
planted
