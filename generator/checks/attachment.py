"""原件在 files/ 里，种类合乎约定，内容与名称相符，不是空的。

原件供公众下载核对。打不开的、空的、改了扩展名的文件，等于没有原件。

PASS:
    source: {url: "https://example.gov.cn/2024.pdf"}

FAIL 1:16: 2024.pdf:
    source: {file: files/2024.pdf}
"""

SEVERITY = "error"
SCOPE = "load"
