"""The records, one file a kind: what the portal knows, frozen, without behaviour beyond naming.

Plain dataclasses rather than a validating library: the loader must see the characters as written (`010000`, `no`,
`28.0`) and the place of each, which is gone once a library has taken the value.
"""
