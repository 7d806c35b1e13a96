"""Folders in folders in folders.

told: is a folder too deep in other folders
tries: 900 levels
base: solved
place: behind
links:
  - {deep: d, times: 900}
"""

print('a right answer')
