"""只写约定的键。

写错的键如果被忽略，数字就悄悄丢了。所以不认识的键一律指出，并提示最接近的正确写法。

PASS:
    published: 2025-01-20

FAIL 1:1: published:
    publish: 2025-01-20
"""

SEVERITY = "error"
SCOPE = "load"
