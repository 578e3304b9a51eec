"""Which web addresses may be fetched, and which machines may be connected to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

from articles.errors import ArticleError
from articles.identity import normalise_url
from articles.untrusted import one_line

_SHOWN = 200
_SCHEMES = ("http", "https")
# What RFC 3986 lets stand in a path or query, and the sign of what is quoted already.
_SAFE = "%/:=&?~+!$,;'@()*[]"
_GLOBAL_UNICAST = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
# Public by number, but answered by the machine that a cloud runs one's own machine on.
_OF_CLOUDS = (ip_network("192.0.0.0/24"), ip_network("168.63.129.16/32"))


def checked_address(url: str) -> str:
    """Return `url` in its normal form, as `normalise_url`, if it is one to be fetched.

    Raises:
        ArticleError: it is no http or https address, or it holds a name or password.
    """
    scheme = url.strip().partition(":")[0].lower()
    if scheme not in _SCHEMES:
        raise ArticleError(
            f"{one_line(url, _SHOWN)} is not fetched", "Only http:// and https:// addresses are."
        )
    address = normalise_url(url)
    if "@" in urlsplit(address).netloc:
        # It would be kept with the article, and what stands before the @ poses as the host.
        raise ArticleError(
            f"{one_line(url, _SHOWN)} is not fetched: it holds a name or password",
            "Give the address without what stands before the @.",
        )
    return address


def next_address(address: str, location: str) -> str:
    """Return where a redirect from `address` leads.  Raises as `checked_address`."""
    try:
        return checked_address(urljoin(address, location.strip()))
    except ValueError as error:
        raise ArticleError(f"Not an address: {one_line(location, _SHOWN)}", str(error)) from error


def quoted(address: str) -> str:
    """Return a checked address as it is sent: ASCII, with everything else quoted."""
    parts = urlsplit(address)
    query = f"?{quote(parts.query, _SAFE)}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{quote(parts.path, _SAFE)}{query}"


def why_refused(number: str) -> str:
    """Return why the machine of an IP number is not connected to; empty for one of the public internet.

    What an IPv6 number only wraps (mapped, 6to4, NAT64) is judged as the IPv4 number that it is.
    """
    try:
        machine = ip_address(number.partition("%")[0])
    except ValueError:
        return "not a machine's number"
    machine = _unwrapped(machine)
    if machine.is_loopback or machine.is_unspecified:
        return "this computer itself"
    if machine.is_link_local:
        return "a machine on the same wire, or a cloud's metadata"
    if isinstance(machine, IPv6Address):
        is_public = machine in _GLOBAL_UNICAST and machine.is_global and machine.teredo is None
    else:
        is_public = machine.is_global and not any(machine in network for network in _OF_CLOUDS)
    return "" if is_public and not machine.is_multicast else "a machine of a private network"


def _unwrapped(machine: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(machine, IPv4Address):
        return machine
    if machine in _NAT64:
        return IPv4Address(int(machine) & 0xFFFFFFFF)
    return machine.ipv4_mapped or machine.sixtofour or machine
