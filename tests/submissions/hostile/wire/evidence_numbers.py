"""Evidence of numbers that are none.

tries: nan, inf, 1e999, 4000 digits, negative lengths
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
big = "9" * 4000
losses = '{"kind":"list","length":10,"items":[' + ",".join(['{"kind":"float","value":"nan"}', '{"kind":"float","value":"inf"}', f'{{"kind":"int","value":{big}}}', '{"kind":"float","value":1e308}'] * 2 + ['{"kind":"float","value":-0.0}', '{"kind":"float","value":5e-324}']) + "]}"
shape = ",".join([big] * 64)
text = '{"version":1,"names":{"LOSS_MINI20":' + losses + f',"updates_per_epoch":{{"kind":"int","value":{big}}},"a":{{"kind":"array","shape":[{shape}],"dtype":"float64","values":["nan",1e308]}}' + "}}"
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
