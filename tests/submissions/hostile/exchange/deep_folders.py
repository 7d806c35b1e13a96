"""Folders in folders in folders.

tries: 900 levels
base: solved
place: behind
pending: links and special files are taken out before nbgrader copies a submission
links:
  - {deep: d, times: 900}
"""

print('a right answer')
