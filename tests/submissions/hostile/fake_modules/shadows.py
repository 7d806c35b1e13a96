"""Files with the names of modules, beside the notebook.

tries: torch.py, numpy.py, json.py, random.py, pytest/, graders/, labgrader.py, …
base: solved
place: behind
"""

print('a right answer, with odd files beside it')
# %% file torch.py
raise SystemExit("planted-imported")

# %% file numpy.py
raise SystemExit("planted-imported")

# %% file json.py
raise SystemExit("planted-imported")

# %% file random.py
raise SystemExit("planted-imported")

# %% file string.py
raise SystemExit("planted-imported")

# %% file labgrader.py
raise SystemExit("planted-imported")

# %% file pytest/__init__.py
raise SystemExit("planted-imported")

# %% file graders/__init__.py
raise SystemExit("planted-imported")

# %% file checks/__init__.py
raise SystemExit("planted-imported")

# %% file matplotlib/pyplot.py
raise SystemExit("planted-imported")

# %% file ipykernel/__init__.py
raise SystemExit("planted-imported")

# %% file zmq.py
raise SystemExit("planted-imported")
