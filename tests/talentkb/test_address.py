"""Where `up` listens and under which names."""

import socket

import pytest

from talentkb import address


@pytest.mark.parametrize(
    ("host", "private", "first"),
    [
        ("127.0.0.1", True, "127.0.0.1"),
        ("localhost", True, "127.0.0.1"),
        ("0.0.0.0", False, "127.0.0.1"),
        ("::1", True, "[::1]"),
        ("::", False, "127.0.0.1"),
    ],
)
def test_listening(host: str, private: bool, first: str) -> None:
    if ":" in host and not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    with address.listen(host, 0) as listener:
        assert address.is_private(listener) is private
        reachable = address.reachable(listener)
        assert reachable[0] == first
        names = address.names(host, listener)
        assert {"localhost", "127.0.0.1", *reachable} <= set(names)
        # None of these lets in every name there is.
        assert not {"*", "", host if not private else ""} & set(names) - {""}
        assert (socket.gethostname() in names) is not private
        target = first.strip("[]")
        with socket.create_connection((target, listener.getsockname()[1]), timeout=5):
            pass


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("no.such.host.invalid", "无法识别地址"),
        ("a..b", "无法识别地址"),
        ("没有.这个.主机.invalid", "无法识别地址"),
        ("192.0.2.1", "本机没有地址 192.0.2.1"),
    ],
)
def test_no_such_address(host: str, sentence: str) -> None:
    with pytest.raises(address.AddressError, match=sentence):
        address.listen(host, 0)


def test_port_taken_names_another_one() -> None:
    with address.listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(address.AddressError, match=f"端口 {port} 已被占用.*--port") as raised:
            address.listen("127.0.0.1", port)
        assert str(port) in str(raised.value)


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
