"""The formgrader's pages are frames of JupyterLab: without this they stay empty on a hub."""

c = get_config()  # noqa: F821 (traitlets gives it to configuration files)
c.ServerApp.tornado_settings = {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}
