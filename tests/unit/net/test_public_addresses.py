"""Public and other IP addresses, classified the same with every Python version.

The lists contain the first and last address of each block, and the adjacent public addresses.
"""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.net.public_addresses import is_public


def addresses(text):
    return text.split()


PRIVATE_4 = addresses(
    """
    0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255 127.0.0.0
    127.0.0.1 127.255.255.255 168.63.129.16 169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0
    172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170 192.0.0.192 192.0.0.255 192.0.2.0
    192.0.2.255 192.88.99.0 192.88.99.1 192.88.99.255 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255
    198.51.100.0 198.51.100.255 203.0.113.0 203.0.113.255 224.0.0.0 239.255.255.255 240.0.0.0
    255.255.255.254 255.255.255.255
    """
)
PUBLIC_4 = addresses(
    """
    1.0.0.0 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
    168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255
    192.0.1.0 192.0.3.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0
    198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
    """
)
PRIVATE_6 = addresses(
    """
    :: ::1 ::2 ::127.0.0.1 ::8.8.8.8 ::ffff:0:8.8.8.8 ::ffff:0:10.0.0.1 64:ff9a:: 64:ff9b:1::
    64:ff9b:0:0:0:1:808:808 64:ff9a:ffff:ffff:ffff:ffff:808:808
    64:ff9b:1::8.8.8.8 64:ff9b:1:a00:0:100:: 64:ff9b:1:7f00:0:100:: 64:ff9b:1:ffff:ffff:ffff:ffff:ffff
    64:ff9b:2::8.8.8.8 100:: 100::1 100:0:0:1:: 200::1 400::1 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2001::
    2001:1::1 2001:1::2 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:2f:ffff:: 2001:30::1
    2001:1ff:ffff:: 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff 2001:db8::
    2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 2002:: 2002:808:808:: 2002:a00:1::
    2002:7f00:1:: 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff 3fff:: 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff
    4000:: 5f00:: 5f00::1 8000:: fc00:: fd00::1 fd00:ec2::254 fd20:ce::254 fdff:ffff:: fe00::1 fe80::
    fe80::1 febf:ffff:: fec0:: fec0::1 feff:ffff:: ff00:: ff02::1 ff0e::1
    ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
    """
)
PUBLIC_6 = addresses(
    """
    2000::1 2001:200::1 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9::1 2003::1 2600:1f18::1
    2620:4f:8000::1 2a00:1450:4001::1 3ffe:ffff::1 3fff:1000::1 3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
    """
)
TEREDO = [
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # the client 192.0.2.45 behind the server 65.54.227.120
    "2001:0:4136:e378:8000:63bf:80ff:fffe",  # the client 127.0.0.1
    "2001:0:4136:e378:8000:63bf:f7f7:f7f7",  # the client 8.8.8.8, which is public, as the server is
    "2001:0:7f00:1:8000:63bf:f7f7:f7f7",  # the server 127.0.0.1
    "2001:0:a9fe:a9fe:0:0:f7f7:f7f7",  # the server 169.254.169.254
]
NOT_AN_ADDRESS = [
    "", " ", "x", "8.8.8", "8.8.8.8/32", "08.8.8.8", "8.8.8.8%eth0", "2001:4860:4860::8888%eth0",
    "fe80::1%eth0", "64:ff9b::8.8.8.8%1", "::ffff:8.8.8.8%lo", "[2001:4860:4860::8888]", "134744072",
    "8.8.8.8\n", "example.org", "8.8.8.8\0",
]  # fmt: skip


@pytest.mark.parametrize("address", [*PRIVATE_4, *PRIVATE_6, *TEREDO, *NOT_AN_ADDRESS])
def test_non_public_addresses(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [*PUBLIC_4, *PUBLIC_6])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize("address", [*PRIVATE_4, *PRIVATE_6, *TEREDO])
def test_result_does_not_depend_on_the_python_version(monkeypatch, address):
    monkeypatch.setattr(ipaddress.IPv4Address, "is_global", True)
    monkeypatch.setattr(ipaddress.IPv6Address, "is_global", True)
    assert not is_public(address)


@pytest.mark.parametrize("kind", [ipaddress.IPv4Address, ipaddress.IPv6Address])
def test_block_that_only_python_knows_is_not_public(monkeypatch, kind):
    monkeypatch.setattr(kind, "is_global", False)
    assert is_public("8.8.8.8") is (kind is ipaddress.IPv6Address)
    assert is_public("2001:4860:4860::8888") is (kind is ipaddress.IPv4Address)


@pytest.mark.parametrize("form", ["::ffff:{}", "64:ff9b::{}", "2600:1f18::5efe:{}", "2600:1f18::200:5efe:{}"])
def test_ipv4_address_in_ipv6_is_detected(form):
    assert all(is_public(form.format(address)) for address in PUBLIC_4)
    assert not any(is_public(form.format(address)) for address in PRIVATE_4)


@given(st.integers(0, 2**32 - 1))
def test_no_form_of_ipv4_is_more_public_than_the_address_itself(number):
    inner = ipaddress.IPv4Address(number)
    forms = ("::ffff:{}", "64:ff9b::{}", "::{}", "::ffff:0:{}", "64:ff9b:1::{}", "2600::5efe:{}")
    forms += (f"2002:{number >> 16:x}:{number & 0xFFFF:x}::",)
    for form in forms:
        assert is_public(str(inner)) or not is_public(form.format(inner))


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_addresses_private_in_python_are_not_public(address):
    mapped = getattr(address, "ipv4_mapped", None) or address
    assert not (mapped.is_private and is_public(str(address))) or int(address) >> 32 == 0x64FF9B << 64
    assert not (mapped.is_multicast and is_public(str(address)))
