"""Where `up` listens, by which names it answers there, and how a reader types that."""

import errno
import ipaddress
import socket

import psutil

# What the system says, and what to do about it.
SENTENCES = {
    errno.EADDRINUSE: "端口 {port} 已被占用。请用 --port 换一个端口，例如 --port {other}；或先停止占用它的程序。",
    errno.EACCES: "没有权限使用端口 {port}。请用 --port 换一个 1024 以上的端口，例如 --port 8000。",
    errno.EADDRNOTAVAIL: "本机没有地址 {host}。请用 --host 指定本机的地址；0.0.0.0 表示所有地址。",
}


class AddressError(ValueError):
    """There is no listening at this address; the message is a Chinese sentence for the person at the terminal."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, so that the port is ours before any other work begins; raises AddressError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise AddressError(
            f"无法识别地址“{host}”。--host 须是本机的地址或主机名，例如 127.0.0.1。"
        ) from error
    # A name such as localhost has addresses of both kinds; browsers and scripts expect the older one to work.
    family, kind, protocol, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        sentence = SENTENCES.get(error.errno, "无法在 {host} 的端口 {port} 上提供服务（{reason}）。")
        other = port + 1 if port < 65535 else 8000
        raise AddressError(
            sentence.format(host=host, port=port, other=other, reason=error.strerror)
        ) from error
    return listener


def is_private(listener: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    return ipaddress.ip_address(listener.getsockname()[0]).is_loopback


def reachable(listener: socket.socket) -> list[str]:
    """The addresses it can be reached at, this machine's own first, written as in a URL and without the port."""
    bound = ipaddress.ip_address(listener.getsockname()[0])
    if not bound.is_unspecified:
        return [_written(str(bound))]
    families = {socket.AF_INET, listener.family}
    addresses = [
        each.address
        for cards in psutil.net_if_addrs().values()
        for each in cards
        # One with a zone (%eth0) is good on one cable only, and no browser takes it.
        if each.family in families and "%" not in each.address
    ]
    return [_written(each) for each in sorted(set(addresses), key=lambda each: (each != "127.0.0.1", each))]


def names(host: str, listener: socket.socket) -> list[str]:
    """The names that a reader may type to reach it, for ALLOWED_HOSTS."""
    own = ["localhost", "127.0.0.1", "[::1]", *reachable(listener)]
    if not is_private(listener):
        own += [socket.gethostname(), socket.getfqdn()]
    if host not in {"0.0.0.0", "::", ""}:
        own.append(_written(host))
    return list(dict.fromkeys(own))


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
