"""Servers for the built site: a real nginx and a real Caddy with our configuration, and servers without any."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import hosting

PREFIXES = ["/", "/portal/"]
STARTS = 10         # seconds


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def program(name: str, package: str, *, must: bool = True) -> str:
    """Path of a program. Without it the test is reported as not run; in CI that is a failure, if it `must` be there."""
    path = find(name)
    if path is None:
        message = f"NOT RUN: no {name} found (Debian: apt-get install {package})"
        if must and os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path


def find(name: str) -> str | None:
    """Path of a program, also of one that is for administrators."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """The command, from when it answers on the port."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        until = time.monotonic() + STARTS
        while True:
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                pytest.fail(f"{command[0]}: {process.communicate()[0]}")
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.communicate()


@contextmanager
def nginx(site: Path, prefix: str, work: Path, *, tls: bool = False) -> Iterator[str]:
    """A real nginx with the configuration of `portal host nginx`, inside the smallest main file. Address of the site.

    tls: over HTTP/2 with a certificate that nobody has signed
    """
    binary, port = program("nginx", "nginx-light"), free_port()
    scheme, listen = ("https", f"127.0.0.1:{port} ssl http2") if tls else ("http", f"127.0.0.1:{port}")
    place = hosting.Place(url=f"{scheme}://127.0.0.1:{port}{prefix}", root=str(site), listen=listen)
    work.mkdir(parents=True, exist_ok=True)
    text = hosting.files("nginx", place)["portal.conf"]
    if tls:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-keyout", str(work / "portal.key"), "-out", str(work / "portal.pem")], check=True, capture_output=True)
        text = text.replace("# ssl_certificate", "ssl_certificate").replace("/etc/ssl/", f"{work}/")
    (work / "portal.conf").write_text(text, encoding="utf-8")
    temporary = "".join(f"{name}_temp_path {work}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (work / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {work}/pid;\nerror_log stderr;\nevents {{ }}\n"
        f"http {{\naccess_log off;\n{temporary}include {work}/portal.conf;\n}}\n", encoding="utf-8")
    with running([binary, "-p", str(work), "-e", "stderr", "-c", str(work / "nginx.conf")], port):
        yield place.url


@contextmanager
def caddy(site: Path, prefix: str, work: Path) -> Iterator[str]:
    """A real Caddy with the configuration of `portal host caddy`. Address of the site."""
    binary, port = program("caddy", "caddy", must=False), free_port()
    place = hosting.Place(url=f"http://127.0.0.1:{port}{prefix}", root=str(site))
    work.mkdir(parents=True, exist_ok=True)
    (work / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{hosting.files('caddy', place)['Caddyfile']}", encoding="utf-8")
    with running([binary, "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"], port):
        yield place.url


@contextmanager
def caddy_defaults(site: Path, prefix: str, work: Path) -> Iterator[str]:
    """`caddy file-server` and nothing else, with the site at the root or below a folder."""
    binary, port = program("caddy", "caddy", must=False), free_port()
    command = [binary, "file-server", "--listen", f"127.0.0.1:{port}", "--root", str(below(site, prefix, work))]
    with running(command, port):
        yield f"http://127.0.0.1:{port}{prefix}"


@contextmanager
def plain(site: Path, prefix: str, work: Path) -> Iterator[str]:
    """`python -m http.server`, with the site at the root or below a folder."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", "-b", "127.0.0.1", "-d", str(below(site, prefix, work)), str(port)]
    with running(command, port):
        yield f"http://127.0.0.1:{port}{prefix}"


def below(site: Path, prefix: str, work: Path) -> Path:
    """A folder that has the site under the prefix."""
    if prefix == "/":
        return site
    work.mkdir(parents=True, exist_ok=True)
    (work / prefix.strip("/")).symlink_to(site)
    return work


def ask(url: str, method: str = "GET", **send: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Status, headers and body as they come, without following anything."""
    _, _, host, path = url.split("/", 3)
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        connection.request(method, "/" + path, headers={k.replace("_", "-"): v for k, v in send.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


SERVERS = {"nginx": nginx, "caddy": caddy, "caddy-defaults": caddy_defaults, "plain": plain}
