import { randomUUID } from 'node:crypto';
import { detail, type WebuiAnswer } from './webui-ollama.js';
import { atLeast } from './webui-version.js';

export interface Account {
  readonly email: string;
  readonly password: string;
}

const WRONG = 'The email or password provided is incorrect. Please check for typos and try logging in again.';
const CLOSED = 'You do not have permission to access this resource. Please contact your administrator for assistance.';
const TRIES = 15;
const WINDOW_MS = 180_000;

/** The accounts of a stand-in for Open WebUI, in memory: the first one is the administrator, and closes sign-up. */
export class Accounts {
  readonly #version: string;
  readonly #tokens = new Set<string>();
  readonly #tries = new Map<string, number[]>();
  readonly #id = randomUUID();
  #account: Account | undefined;

  constructor(version: string, account: Account | undefined) {
    this.#version = version;
    this.#account = account;
  }

  /** True while there is no account. */
  get none(): boolean {
    return this.#account === undefined;
  }

  /** Whether an `Authorization` header carries a token that was given out. */
  knows(authorization: string | undefined): boolean {
    return this.#tokens.has((authorization ?? '').replace(/^Bearer /, ''));
  }

  signUp(given: Account): WebuiAnswer {
    if (this.#account !== undefined) return detail(403, CLOSED);
    this.#account = given;
    return this.#session();
  }

  signIn(given: Account): WebuiAnswer {
    const email = given.email.toLowerCase();
    const recent = (this.#tries.get(email) ?? []).filter((at) => at > Date.now() - WINDOW_MS);
    if (atLeast(this.#version, '0.6.41') && recent.length >= TRIES) return detail(429, 'API rate limit exceeded');
    this.#tries.set(email, [...recent, Date.now()]);
    const known = this.#account;
    const right = known !== undefined && known.email.toLowerCase() === email && known.password === given.password;
    return right ? this.#session() : detail(400, WRONG);
  }

  #session(): WebuiAnswer {
    const token = randomUUID();
    this.#tokens.add(token);
    const value = {
      id: this.#id,
      name: 'Admin',
      role: 'admin',
      email: this.#account?.email ?? '',
      profile_image_url: atLeast(this.#version, '0.9.0') ? `/api/v1/users/${this.#id}/profile/image` : '/user.png',
      token,
      token_type: 'Bearer',
      expires_at: null,
      permissions: {},
    };
    return { status: 200, value };
  }
}
