r"""File names that no encoding knows.

tries: bytes that are no UTF-8, control characters, 255 bytes
base: solved
place: behind
links:
  - {file: "\uDCFF\uDC80.txt", text: x}
  - {file: "\x01\e[2J.txt", text: x}
  - {file: "-rf", text: x}
  - {file: "%s{}$(touch planted).txt", text: x}
  - {file: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", text: x}
"""

print('a right answer')
