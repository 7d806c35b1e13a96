"""A pipe and a device beside the notebook.

tries: FIFO, device; whoever reads them waits
base: solved
place: behind
pending: links and special files are taken out before nbgrader copies a submission
links:
  - {fifo: pipe}
  - {fifo: other.ipynb}
  - {device: null.bin}
"""

print('a right answer')
