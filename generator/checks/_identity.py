"""Numbers that prove themselves: identity numbers and bank cards have a check digit."""

import re
from datetime import date

PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ISSUERS = re.compile(r"62|4|5[1-5]|2[3-6]|9558|35[2-8]")       # UnionPay, Visa, Mastercard, ICBC's older cards, JCB
REGION_AND_YEAR = re.compile(r"\d{6}(?:19|20)\d\d")             # how codes of projects and cases begin, not cards


def identity(number: str) -> bool:
    """A resident identity number of 18 characters (GB 11643): province, day of birth and check digit."""
    if not PROVINCE.match(number) or not is_day(number[6:14]):
        return False
    return "10X98765432"[sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=False)) % 11] == number[17]


def is_day(digits: str) -> bool:
    """Eight digits that are a day on which someone alive may have been born."""
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False


def is_card(number: str) -> bool:
    """A bank card of 16 to 19 digits: an issuer's prefix and the check digit of Luhn."""
    if not ISSUERS.match(number) or REGION_AND_YEAR.match(number) or len(set(number)) < 3:
        return False
    doubled = (int(d) if n % 2 == 0 else sum(divmod(2 * int(d), 10)) for n, d in enumerate(reversed(number)))
    return sum(doubled) % 10 == 0
