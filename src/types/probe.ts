import type { Json } from './text.js';

/** How a probe ended: a closed set. Decided by error code, syscall and phase, never by the text of a message. */
export const OUTCOMES = [
  'ok',
  'refused',
  'timeout',
  'unreachable',
  'reset',
  'dns-not-found',
  'dns-failed',
  'tls-untrusted',
  'tls-expired',
  'tls-not-yet-valid',
  'tls-wrong-host',
  'tls-protocol',
  'tls-closed',
  'closed',
  'http-status',
  'http-invalid',
  'wrong-service',
  'proxy-failed',
  'aborted',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The phase in which a probe ended, and the key of its time. */
export type Phase = 'dns' | 'tcp' | 'proxy' | 'tls' | 'http' | 'body';

/** Where a probe is made from. */
export type VantageId = 'host' | 'self' | `container:${string}` | `rehearsal:${string}`;

/**
 * Whose behaviour a probe copies: it decides the proxy variables, the NO_PROXY rules and the trust store.
 * - `direct`: no proxy; the vantage point's default trust store
 * - `curl`: what a person on the host would try: curl's proxy rules, the system's trust store
 * - `aiohttp`: Open WebUI asking Ollama: http_proxy/https_proxy, urllib's NO_PROXY rules, OpenSSL's trust store
 * - `httpx`: Hugging Face client of Open WebUI 0.8 and later: also ALL_PROXY; SSL_CERT_FILE/SSL_CERT_DIR, else certifi
 * - `requests`: Hugging Face client up to 0.7: CIDR in NO_PROXY; REQUESTS_CA_BUNDLE/CURL_CA_BUNDLE, else certifi
 */
export type Client = 'direct' | 'curl' | 'aiohttp' | 'httpx' | 'requests';

/** What a 200 answer has to contain; anything else is `wrong-service`. */
export type Service =
  | 'ollama-tags' //     JSON object with a `models` list
  | 'ollama-version' //  JSON object with a `version` string
  | 'webui-health' //    JSON object with `status: true`
  | 'webui-config' //    JSON object with `status`, `name` and `version`
  | 'webui-models' //    JSON object with a `models` list (the proxied route)
  | 'hub-model' //       JSON object with `sha`
  | 'hub-file' //        any body, and the header X-Repo-Commit on the answer or on a hop
  | 'github-release' //  JSON object with a `tag_name` string
  | 'json'
  | 'any';

interface Limited {
  /** Limit of this probe in milliseconds; the run's own limit where absent. */
  readonly limitMs?: number;
}
export interface DnsProbe extends Limited {
  readonly kind: 'dns';
  readonly host: string;
}
export interface TcpProbe extends Limited {
  readonly kind: 'tcp';
  readonly host: string;
  readonly port: number;
}
export interface TlsProbe extends Limited {
  readonly kind: 'tls';
  readonly host: string;
  readonly port: number;
  readonly client: Client;
  /** Name sent as SNI and checked against the certificate; the host where absent. */
  readonly servername?: string;
}
export interface HttpProbe extends Limited {
  readonly kind: 'http';
  readonly method: 'GET' | 'HEAD';
  /** Absolute http(s) URL without credentials, already normalised (see deployment/url). */
  readonly url: string;
  readonly client: Client;
  readonly expect: Service;
  /** Redirects followed; 5 where absent, as Open WebUI's client does. 0 reports the redirect itself. */
  readonly redirects?: number;
  /** Sent as they are, never shown; only over a trusted connection, only to this URL's origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The connection of Open WebUI whose key goes with the request, to this URL's origin only. Where Open WebUI runs the
   * script of the probes reads it; from anywhere else the request goes without.
   */
  readonly keyOf?: ConnectionRef;
}
/** One of Open WebUI's connections: its kind, and its position in the list of URLs. */
export interface ConnectionRef {
  readonly connection: 'ollama';
  readonly position: number;
}
/**
 * What became of a connection's key: it was sent; there is none; the settings could not be read; it is a signed-in
 * user's token; a user name in the URL stands in its way, and Open WebUI's client sends nothing.
 */
export const KEY_STATES = ['sent', 'none', 'unread', 'user-token', 'two-credentials'] as const;
export type KeyState = (typeof KEY_STATES)[number];
/** Who listens on a port of this machine: from the kernel's tables, no packet is sent. */
export interface ListenerProbe extends Limited {
  readonly kind: 'listener';
  /** null: all listening TCP ports. */
  readonly port: number | null;
}
/** The clock of the vantage point, to compare with a server's Date header. */
export interface ClockProbe extends Limited {
  readonly kind: 'clock';
}
export type ProbeRequest = DnsProbe | TcpProbe | TlsProbe | HttpProbe | ListenerProbe | ClockProbe;

/** A certificate, described even when it is not trusted. Dates are ISO 8601. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  readonly altNames: readonly string[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** SHA-256, upper-case hex without colons. */
  readonly fingerprint256: string;
  /** Subject of the last certificate that the server sent. */
  readonly chainEnd: string | null;
}

/** A socket in state LISTEN. `process` is null where it could not be told (another user's). */
export interface Listener {
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
  readonly process: { readonly pid: number; readonly name: string } | null;
}

/** What was seen, raw. Every field is there only where it was seen. Bodies and headers are cut and hostile. */
export interface Evidence {
  /** Raw error code: ECONNREFUSED, EAI_AGAIN, CERT_HAS_EXPIRED, ERR_SSL_…; Python's are mapped to the same names. */
  readonly code?: string;
  readonly errno?: number;
  readonly syscall?: string;
  readonly status?: number;
  readonly contentType?: string;
  /** Of the allow-listed headers: server, location, date, via, x-repo-commit, x-error-code, retry-after, x-ratelimit-*, www-authenticate (scheme only), link. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Parsed body where it was JSON and complete; at most 64 KiB of text, else absent. */
  readonly json?: Json;
  /** First 512 characters of a body that is no JSON. */
  readonly bodyStart?: string;
  readonly bytes?: number;
  readonly truncated?: boolean;
  readonly redirects?: readonly { readonly status: number; readonly location: string }[];
  readonly certificate?: Certificate;
  readonly tls?: { readonly protocol: string; readonly cipher: string };
  /** Name of the TLS alert or OpenSSL's reason, as data. */
  readonly alert?: string;
  readonly addresses?: readonly string[];
  /** The proxy that was used, without credentials, and the variable that named it. */
  readonly proxy?: {
    readonly url: string;
    readonly variable: string;
    readonly status?: number;
    readonly code?: string;
  };
  readonly listeners?: readonly Listener[];
  /** Seconds since the epoch. */
  readonly clock?: number;
  /** True where the certificate was checked and trusted. */
  readonly trusted?: boolean;
  /** The file or directory that the trust came from, where a variable names it: `SSL_CERT_FILE=/x`. */
  readonly trustSource?: string;
  /** What became of the key, where the request was to carry one; never the key itself. */
  readonly key?: KeyState;
}

/** Facts about one attempt at one address; never a judgement. Times are milliseconds. */
export interface Seen {
  readonly vantage: VantageId;
  readonly kind: ProbeRequest['kind'];
  readonly target: string;
  readonly outcome: Outcome;
  readonly phase: Phase | null;
  readonly address: string | null;
  readonly port: number | null;
  readonly times: Readonly<Partial<Record<Phase | 'total', number>>>;
  readonly evidence: Evidence;
}
/** A recorded fact; ids are `o1`, `o2` … in the order of the run. */
export interface Observation extends Seen {
  readonly id: string;
  /** What was asked: by this, and by no text, it is found again. Without headers, which may hold a key; in no report. */
  readonly request: ProbeRequest;
}
