"""Evidence of figures by the thousand, each of which might draw the lists.

tries: 3.5 MB of axes and curves
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
line = '{"x":[0,1,2,3,4,5,6,7,8,9],"y":[9,8,7,6,5,4,3,2,1,0],"label":"batch size 20","style":"-","color":"#000000ff","marker":""}'
axes = '{"title":"","xlabel":"epoch","ylabel":"loss","xscale":"linear","yscale":"log","lines":[' + ",".join([line] * 100) + '],"legend":[' + ",".join(['{"text":"batch size 20","style":"-","color":"#000000ff","marker":""}'] * 60) + '],"texts":[]}'
figures = ",".join('{"cell":999,"number":%d,"title":"","axes":[%s]}' % (i, axes) for i in range(200))
text = '{"version":1,"names":{"LOSS_MINI20":{"kind":"array","shape":[10],"dtype":"float64","values":[9,8,7,6,5,4,3,2,1,0]}},"figures":[' + figures + "]}"
text = text[:3_900_000] if len(text) < 3_900_000 else text.replace(figures, ",".join(figures.split('},{"cell"')[:1]) + "")
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
