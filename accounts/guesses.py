"""Wrong class codes are counted for each address, so that nobody tries them out by the thousand.

Kept in memory, by this process alone. With 30 tries in ten minutes, an address finds one of a hundred classes
in about five thousand years; a whole school behind one address can still mistype.
"""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

MOST = RateLimitItemPerMinute(30, 10)

_limiter = MovingWindowRateLimiter(MemoryStorage())


def may_try(address: str) -> bool:
    return _limiter.test(MOST, address)


def note_wrong(address: str) -> None:
    _limiter.hit(MOST, address)


def forget() -> None:
    _limiter.storage.reset()
