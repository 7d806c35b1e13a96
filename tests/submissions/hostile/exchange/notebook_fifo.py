"""The notebook is a folder; a pipe is beside it.

tries: a folder under the name of another notebook
base: solved
place: behind
links:
  - {folder: copy.ipynb}
  - {folder: lab4_minibatch_files}
"""

print('a right answer')
