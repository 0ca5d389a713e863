"""bcrypt for a Python without that package: the one of the C library, through the module crypt (Python 3.9 to 3.12)."""
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import crypt


def gensalt(rounds=12):
    return crypt.mksalt(crypt.METHOD_BLOWFISH, rounds=1 << rounds).encode()


def hashpw(password, salt):
    return crypt.crypt(password.decode("utf-8"), salt.decode()).encode()


def checkpw(password, hashed):
    return hashpw(password, hashed) == hashed
