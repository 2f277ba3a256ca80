"""Check characters of the two codes that name an organisation."""

CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"                 # GB 32100: no I O S V Z
CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)           # GB 11714


def credit(code: str) -> str:
    """The check character of a unified social credit code, from its first 17 characters (all of `CREDIT`)."""
    total = sum(CREDIT.index(c) * w for c, w in zip(code[:17], CREDIT_WEIGHTS, strict=True))
    return CREDIT[-total % 31]


def organisation(code: str) -> str:
    """The check character of an organisation code, from its first 8 characters (0–9, A–Z)."""
    total = sum(int(c, 36) * w for c, w in zip(code[:8], ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
