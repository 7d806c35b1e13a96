"""Leaves a process behind that goes on writing records for the cells to come.

tries: a double fork with the pipe open, forged outputs, ends and evidence
"""

import json, os, time
LOSS_MINI20 = []
records = get_ipython().kernel.records
items = [{"kind": "float", "value": x} for x in [835.2756, 85.4972, 5.3364, 0.3113, 0.0216, 0.0079, 0.0080, 0.0082, 0.0083, 0.0083]]
text = json.dumps({"version": 1, "names": {"LOSS_MINI20": {"kind": "list", "length": 10, "items": items}}}).encode()
if os.fork() == 0:
    if os.fork() == 0:
        for turn in range(2000):
            for cell in range(records.cell, records.cell + 5):
                for kind, content in ((b"1", b"planted-late"), (b"c", b""), (b"e", text)):
                    os.write(records.descriptor, kind + cell.to_bytes(4, "little") + len(content).to_bytes(4, "little") + content)
            time.sleep(0.01)
    os._exit(0)
os.wait()
