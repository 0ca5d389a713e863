import { randomInt } from 'node:crypto';
import { Refusal } from './refusal.js';

/** What bcrypt takes; later bytes would not count, and newer versions refuse them. */
const MOST_BYTES = 72;
/** Without signs that are easily mistaken for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 5;
const GROUP = 4;

/**
 * Makes a password that can be read out and typed: 20 random signs in groups, with small and capital letters, digits and
 * dashes, which satisfies Open WebUI's own rule. About 114 bits.
 */
export function generatePassword(): string {
  for (;;) {
    const groups = Array.from({ length: GROUPS }, () =>
      Array.from({ length: GROUP }, () => LETTERS.charAt(randomInt(LETTERS.length))).join(''),
    );
    const password = groups.join('-');
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}

/**
 * Reads a password from what came on standard input: one line, its end taken away.
 * @throws Refusal
 */
export function passwordFromStdin(text: string): string {
  const password = text.replace(/\r?\n$/, '');
  if (/[\r\n]/.test(password)) throw new Refusal('password-lines');
  return checkPassword(password);
}

/**
 * Checks what every version needs: 1 to 72 bytes of UTF-8, no zero byte. The instance's own rule is checked there.
 * @throws Refusal
 */
export function checkPassword(password: string): string {
  if (password === '') throw new Refusal('password-empty');
  if (password.includes('\0')) throw new Refusal('password-zero');
  if (password.includes('\ufffd') || /\p{Cs}/u.test(password)) throw new Refusal('password-text');
  const bytes = Buffer.byteLength(password, 'utf8');
  if (bytes > MOST_BYTES) throw new Refusal('password-long', { bytes, most: MOST_BYTES });
  return password;
}
