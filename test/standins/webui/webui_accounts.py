"""Accounts in the database, as Open WebUI keeps them: tables auth and user, bcrypt, one token per session stamp."""
import base64
import hashlib
import hmac
import json
import os
import time

import webui_db
from webui_settings import at_least

WRONG = "The email or password provided is incorrect. Please check for typos and try logging in again."
CLOSED = "You do not have permission to access this resource. Please contact your administrator for assistance."


def matches(password, hashed):
    try:
        import bcrypt

        return bcrypt.checkpw(password.encode()[:72], hashed.encode())
    except ImportError:
        import crypt

        return crypt.crypt(password, hashed) == hashed


def hash_of(password):
    try:
        import bcrypt

        return bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4)).decode()
    except ImportError:
        import crypt

        return crypt.crypt(password, crypt.mksalt(crypt.METHOD_BLOWFISH, rounds=16))


class Accounts:
    def __init__(self, settings, version):
        self.settings, self.version, self.tries = settings, version, {}
        self.secret = (os.environ.get("WEBUI_SECRET_KEY") or "t0p-s3cr3t").encode()

    def query(self, sql, values=()):
        with self.settings.open() as db:
            return db.execute(sql, values).fetchall()

    def none(self):
        return not self.query('SELECT 1 FROM "user" LIMIT 1')

    def stamp(self, identity):
        rows = self.query("SELECT %s FROM auth WHERE id = ?" % ("session_stamp" if at_least(self.version, "0.12.0") else "id"), [identity])
        return rows[0][0] if rows else None

    def token(self, identity):
        parts = [json.dumps({"alg": "HS256", "typ": "JWT"}), json.dumps({"id": identity, "session_stamp": self.stamp(identity)})]
        head = b".".join(base64.urlsafe_b64encode(part.encode()).rstrip(b"=") for part in parts)
        return (head + b"." + base64.urlsafe_b64encode(hmac.digest(self.secret, head, hashlib.sha256)).rstrip(b"=")).decode()

    def knows(self, authorization):
        given = authorization.removeprefix("Bearer ")
        try:
            payload = given.split(".")[1]
            identity = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["id"]
        except (IndexError, KeyError, ValueError):
            return False
        return self.stamp(identity) is not None and hmac.compare_digest(given, self.token(identity))

    def session(self, identity):
        name, email, role = self.query('SELECT name, email, role FROM "user" WHERE id = ?', [identity])[0]
        image = "/api/v1/users/%s/profile/image" % identity if at_least(self.version, "0.9.0") else "/user.png"
        return 200, {"id": identity, "name": name, "role": role, "email": email, "profile_image_url": image,
                     "token": self.token(identity), "token_type": "Bearer", "expires_at": None, "permissions": {}}

    def sign_up(self, body):
        if not self.none():
            return 403, {"detail": CLOSED}
        account = {"email": str(body.get("email", "")).lower(), "name": str(body.get("name", "Admin")), "passwordHash": hash_of(str(body.get("password", "")))}
        with self.settings.open() as db:
            webui_db.add_account(db, self.settings.schema, account)
        self.settings.set({"ui.enable_signup": False})
        return self.session(self.query("SELECT id FROM auth")[0][0])

    def sign_in(self, body):
        email, now = str(body.get("email", "")).lower(), time.time()
        recent = [at for at in self.tries.get(email, []) if at > now - 180]
        if at_least(self.version, "0.6.41") and len(recent) >= 15:
            return 429, {"detail": "API rate limit exceeded"}
        self.tries[email] = [*recent, now]
        mfa = at_least(self.version, "0.12.0")
        rows = self.query("SELECT id, password, active, %s FROM auth WHERE lower(email) = ?" % ("mfa" if mfa else "NULL"), [email])
        if not rows or not rows[0][2] or not matches(str(body.get("password", "")), rows[0][1] or "x"):
            return 400, {"detail": WRONG}
        if mfa and self.settings.get("auth.mfa.enable"):
            step = "verify" if json.loads(rows[0][3] or "{}").get("secret") else "enroll"
            return 200, {"next_step": step, "challenge_token": self.token(rows[0][0])[-32:], "expires_in": 300}
        return self.session(rows[0][0])
