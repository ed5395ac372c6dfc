"""So many calls a minute from one address (THUOCDO_API_PER_MINUTE), counted in the database, since the web has several
processes. Only the API asks here: whoever calls it too often still reads the portal."""

from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

# The database's own clock, not the demonstration's: seconds have to pass.
COUNT = """
INSERT INTO api_calls (caller, minute, number) VALUES (%s, date_trunc('minute', clock_timestamp()), 1)
ON CONFLICT (caller, minute) DO UPDATE SET number = api_calls.number + 1
RETURNING number, ceil(60 - extract(second FROM clock_timestamp()))::int
"""
FORGET = "DELETE FROM api_calls WHERE minute < date_trunc('minute', clock_timestamp())"


def seconds_to_wait(request: HttpRequest) -> int:
    """0 for a call that may be answered. Costs 1 query, 2 on a caller's first call of the minute."""
    most = settings.API_CALLS_PER_MINUTE
    if not most:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [_caller(request)])
        number, seconds = cursor.fetchone()
        if number == 1:
            cursor.execute(FORGET)
    return 0 if number <= most else max(seconds, 1)


def _caller(request: HttpRequest) -> str:
    """No address is kept: a digest that only this installation can make."""
    key = settings.SECRET_KEY.encode()[:64]
    return blake2b(_network(_address(request)).encode(), key=key, person=b"api-calls", digest_size=32).hexdigest()


def _address(request: HttpRequest) -> str:
    """Behind proxies (THUOCDO_PROXIES) the address that the outermost of them saw; what a caller wrote into the header
    stands further left and is not believed."""
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies = settings.PROXIES
    own = request.META.get("REMOTE_ADDR", "")
    return passed[-proxies] if 0 < proxies <= len(passed) else own


def _network(address: str) -> str:
    """A household has a whole network of IPv6 addresses: it counts as one caller."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, 64), strict=False)) if isinstance(known, IPv6Address) else str(known)
