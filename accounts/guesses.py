"""Wrong class codes and wrong passwords are counted, so that nobody tries them out by the thousand.

Kept in memory, by this process alone. With 30 codes in ten minutes, an address finds one of a hundred classes in about
five thousand years; a whole school behind one address can still mistype. Passwords are counted by address and name, so
that nobody keeps somebody else out from another place, and by address alone, for one who tries one password on many.
"""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

TOO_MANY_PASSWORDS = "Too many wrong passwords came from here. Wait ten minutes, then try again."

_CODES = RateLimitItemPerMinute(30, 10, namespace="codes")
_PASSWORDS = RateLimitItemPerMinute(10, 10, namespace="passwords")
_PASSWORDS_IN_ALL = RateLimitItemPerMinute(100, 10, namespace="all-passwords")

_limiter = MovingWindowRateLimiter(MemoryStorage())


def may_try_code(address: str) -> bool:
    return _limiter.test(_CODES, address)


def note_wrong_code(address: str) -> None:
    _limiter.hit(_CODES, address)


def may_try_password(address: str, login: str) -> bool:
    """`login` is the name as `people.login_of` gives it."""
    return _limiter.test(_PASSWORDS, address, login) and _limiter.test(_PASSWORDS_IN_ALL, address)


def note_wrong_password(address: str, login: str) -> None:
    _limiter.hit(_PASSWORDS, address, login)
    _limiter.hit(_PASSWORDS_IN_ALL, address)


def forget() -> None:
    _limiter.storage.reset()
