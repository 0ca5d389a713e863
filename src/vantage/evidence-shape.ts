import { shownAddress, shownLocation } from '../secrets/address.js';
import { type Certificate, type Evidence, KEY_STATES, type KeyState, type Listener } from '../types/probe.js';
import type { Json } from '../types/text.js';

type Reader<T> = (value: Json | undefined) => T | undefined;
type JsonObject = { readonly [key: string]: Json };

const text =
  (most: number): Reader<string> =>
  (value) =>
    typeof value === 'string' ? value.slice(0, most) : undefined;
export const number: Reader<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
const list =
  <T>(item: Reader<T>, most: number): Reader<readonly T[]> =>
  (value) =>
    Array.isArray(value) ? value.slice(0, most).flatMap((one: Json) => item(one) ?? []) : undefined;
export const object: Reader<JsonObject> = (value) => (isJsonObject(value) ? value : undefined);

function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const headers: Reader<Readonly<Record<string, string>>> = (value) => {
  const pairs = Object.entries(object(value) ?? {}).slice(0, 20);
  return Object.fromEntries(
    pairs.flatMap(([name, one]) => {
      if (typeof one !== 'string') return [];
      const shown = name === 'location' ? shownLocation(one) : one;
      return [[name.slice(0, 60), shown.slice(0, 300)]];
    }),
  );
};
const redirect: Reader<{ readonly status: number; readonly location: string }> = (value) => {
  const status = number(object(value)?.status);
  const location = object(value)?.location;
  if (status === undefined || typeof location !== 'string') return undefined;
  // Shown before it is cut: what is left of cut credentials would read as a host.
  return { status, location: shownLocation(location).slice(0, 512) };
};
const certificate: Reader<Certificate> = (value) => {
  const seen = object(value);
  const fingerprint256 = text(64)(seen?.fingerprint256);
  if (!seen || fingerprint256 === undefined) return undefined;
  return {
    subject: text(200)(seen.subject) ?? '',
    issuer: text(200)(seen.issuer) ?? '',
    altNames: list(text(200), 20)(seen.altNames) ?? [],
    validFrom: text(30)(seen.validFrom) ?? null,
    validTo: text(30)(seen.validTo) ?? null,
    fingerprint256,
    chainEnd: text(200)(seen.chainEnd) ?? null,
  };
};
const tls: Reader<{ readonly protocol: string; readonly cipher: string }> = (value) => {
  const protocol = text(20)(object(value)?.protocol);
  const cipher = text(60)(object(value)?.cipher);
  return protocol !== undefined && cipher !== undefined ? { protocol, cipher } : undefined;
};
const proxy: Reader<NonNullable<Evidence['proxy']>> = (value) => {
  const url = text(200)(object(value)?.url);
  const variable = text(60)(object(value)?.variable);
  if (url === undefined || variable === undefined) return undefined;
  const status = number(object(value)?.status);
  const code = text(60)(object(value)?.code);
  return {
    url: shownAddress(url),
    variable,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
  };
};
const listener: Reader<Listener> = (value) => {
  const seen = object(value);
  const address = text(45)(seen?.address);
  const port = number(seen?.port);
  if (address === undefined || port === undefined) return undefined;
  const pid = number(object(seen?.process)?.pid);
  const name = text(64)(object(seen?.process)?.name);
  const known = pid !== undefined && name !== undefined ? { pid, name } : null;
  return { address, port, family: seen?.family === 6 ? 6 : 4, process: known };
};

const keyState: Reader<KeyState> = (value) => KEY_STATES.find((state) => state === value);

/** Every field of the evidence that a script may send, with its shape and its size. */
const FIELDS: { readonly [Key in keyof Evidence]-?: Reader<NonNullable<Evidence[Key]>> } = {
  code: text(60),
  errno: number,
  syscall: text(30),
  status: number,
  contentType: text(512),
  headers,
  json: (value) => (value === undefined || JSON.stringify(value).length > 131_072 ? undefined : (value ?? undefined)),
  bodyStart: text(512),
  bytes: number,
  truncated: flag,
  redirects: list(redirect, 10),
  certificate,
  tls,
  alert: text(60),
  addresses: list(text(45), 16),
  proxy,
  listeners: list(listener, 1_000),
  clock: number,
  trusted: flag,
  trustSource: text(300),
  key: keyState,
};

/**
 * Reads evidence that came out of a container: unknown fields and wrong shapes are left out, sizes are cut.
 * @param value parsed JSON
 */
export function readEvidence(value: Json | undefined): Evidence {
  const seen = object(value) ?? {};
  const read = Object.entries(FIELDS).flatMap(([key, reader]) => {
    const field = Object.hasOwn(seen, key) ? reader(seen[key]) : undefined;
    return field === undefined ? [] : [[key, field] as const];
  });
  return Object.fromEntries(read);
}
