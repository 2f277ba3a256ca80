"""The portal's generator: strict YAML in, plain Markdown and data out. The flow stands in `pipeline.py`."""

__version__ = "0.1.0"
