"""Brings metadata of the engine and outputs of its own.

tries: metadata.labgrader with remarks and verdicts, a kernelspec of its own
cells:
  - notebook: {labgrader: {unreadable: "", remarks: ["10 of 10 points"], verdicts: {mini20: 10}}, kernelspec: {name: planted, language: sh, display_name: x, metadata: {kernel_provisioner: {provisioner_name: local-provisioner}}}, nbgrader: {score: 16}}
  - {cell: mini20, metadata: {labgrader: {score: 10}}}
"""

LOSS_MINI20 = []
