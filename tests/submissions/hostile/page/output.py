"""Scripts in every kind of output.

tries: HTML, SVG, JavaScript, Markdown, LaTeX, widgets, sizes of pictures
earns: {}
"""

from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
LOSS_MINI20 = []
evil = "<script>pwned(1)</script><img src=x onerror=pwned(2)><a href='javascript:pwned(3)'>a</a><iframe srcdoc='<script>pwned(4)</script>'></iframe><style>body{background:url(//pwned)}</style><form action=//pwned><input onfocus=pwned(5) autofocus></form>"
display(HTML(evil), Markdown(evil), Latex(evil), Javascript("pwned(6)"), SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='pwned(7)'><script>pwned(8)</script><image href='//pwned/x.png'/></svg>"))
display({"image/png": '"><img src=x onerror=pwned(9)>', "text/html": "<meta http-equiv=refresh content='0;url=//pwned'><base href=//pwned><link rel=stylesheet href=//pwned>"}, raw=True)
display({"application/vnd.jupyter.widget-view+json": {"model_id": "</script><script>pwned(10)</script>"}, "application/json": {"x": "</script><script>pwned(11)</script>"}, "text/plain": evil}, raw=True)
display({"image/png": "iVBORw0KGgo=", "text/plain": ""}, raw=True, metadata={"image/png": {"width": "1 onload=pwned(12)", "height": 3}})
print(evil, "\x1b[31;<script>pwned(13)</script>m")
