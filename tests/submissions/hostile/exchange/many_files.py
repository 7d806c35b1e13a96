"""More files than a kernel can have.

told: a submission may have 1000 files
tries: 1 500 empty files
base: solved
place: behind
links:
  - {many: f, times: 1500}
"""

print('a right answer')
