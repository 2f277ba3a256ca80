"""The portal's generator: strict YAML in, plain Markdown and data out. The flow stands in `pipeline`.

Three things have versions of their own, by SemVer; CHANGELOG.md says what raises which.
"""

__version__ = "0.1.0"       # the generator: commands, exit codes, addresses of pages
CONTRACT = "1.0.0"          # the content contract: `content/` as the JSON Schemas describe it
API = "1.0.0"               # the open data below `api/v1/`
