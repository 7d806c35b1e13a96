"""More files than a kernel can have.

tries: 25 000 empty files
base: solved
place: behind
links:
  - {many: f, times: 25000}
"""

print('a right answer')
