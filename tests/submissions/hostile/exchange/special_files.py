"""A pipe and a device beside the notebook.

told: [pipe is no ordinary file, null.bin is no ordinary file]
tries: FIFO, device; whoever reads them waits
base: solved
place: behind
modes: {user: {told: [pipe is no ordinary file]}}
links:
  - {fifo: pipe}
  - {fifo: other.ipynb}
  - {device: null.bin}
"""

print('a right answer')
