"""A folder of the name of the feedback.

tries: a folder lab4_minibatch.html, into which nobody can write a page
links:
  - {file: lab4_minibatch.html/x.txt, text: x}
"""

LOSS_MINI20 = []
