import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckContext, Observation, Text, Vantage } from '../../src/plugin.js';
import { member, textMember } from './json.js';
import { idsOf, somebodyAnswered } from './trouble.js';

/** GitHub repositories whose releases are looked up. */
export type Repository = 'ollama/ollama' | 'open-webui/open-webui';
/** The latest full release, `1.2.3`, or why it is not known. */
export type Release =
  | { readonly kind: 'known'; readonly version: string; readonly observations: readonly string[] }
  | { readonly kind: keyof typeof releaseTexts; readonly observations: readonly string[] };

/** Why the latest release is not known. */
export const releaseTexts = {
  'opted-out': { en: 'Nothing is asked of the outside: --offline.', 'zh-CN': '已指定 --offline，不访问外部网络。' },
  offline: { en: 'Not known: GitHub cannot be reached.', 'zh-CN': '未查明：无法访问 GitHub。' },
  'rate-limited': {
    en: 'Not known: GitHub’s limit of questions is reached.',
    'zh-CN': '未查明：已达到 GitHub 的请求次数上限。',
  },
  unreadable: {
    en: 'Not known: what answers in GitHub’s place names no release.',
    'zh-CN': '未查明：得到的应答中没有 GitHub 的版本信息。',
  },
} as const satisfies Record<string, Text>;

/** How long a release number is kept, in milliseconds. */
const KEPT_MS = 24 * 3_600_000;
const FULL = /^v?(\d{1,6}\.\d{1,6}\.\d{1,6})$/;

/**
 * Looks up the latest full release of a project, at most once a day.
 * @param from where GitHub is asked from
 */
export async function latestRelease(context: CheckContext, from: Vantage, repository: Repository): Promise<Release> {
  const { options, ask, now } = context;
  if (options.offline) return { kind: 'opted-out', observations: [] };
  const file =
    options.cacheDir === null ? null : join(options.cacheDir, `release-${repository.replace('/', '-')}.json`);
  const kept = file === null ? null : await read(file, now());
  if (kept !== null) return { kind: 'known', version: kept, observations: [] };
  const [seen] = await ask(from, {
    kind: 'http',
    method: 'GET',
    url: `https://api.github.com/repos/${repository}/releases/latest`,
    client: 'curl',
    expect: 'github-release',
    headers: { accept: 'application/vnd.github+json', 'user-agent': `owui-doctor/${options.toolVersion}` },
  });
  const observations = idsOf(seen);
  const version = versionOf(seen);
  if (version === null) return { kind: reason(seen), observations };
  if (file !== null) await write(file, { version, at: now() });
  return { kind: 'known', version, observations };
}

function versionOf(seen: Observation): string | null {
  if (seen.outcome !== 'ok' || member(seen.evidence.json, 'prerelease') === true) return null;
  return FULL.exec(textMember(seen, 'tag_name') ?? '')?.[1] ?? null;
}

/** A refusal without GitHub's own headers comes from somebody in between: it tells nothing about a limit. */
function reason(seen: Observation): 'offline' | 'rate-limited' | 'unreadable' {
  const { status, headers = {} } = seen.evidence;
  const limited = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  if ((status === 403 || status === 429) && limited) return 'rate-limited';
  return somebodyAnswered(seen) ? 'unreadable' : 'offline';
}

/** A file that is missing, damaged, old or from the future is no answer. */
async function read(file: string, now: number): Promise<string | null> {
  try {
    if (!(await stat(file)).isFile()) return null;
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (kept === null || typeof kept !== 'object' || !('version' in kept) || !('at' in kept)) return null;
    const { version, at } = kept;
    const fresh = typeof at === 'number' && at <= now && now - at < KEPT_MS;
    return fresh && typeof version === 'string' && FULL.test(version) ? version : null;
  } catch {
    return null;
  }
}

/** Written beside and renamed, so that a reader never sees half a file. A cache that cannot be written is no fault. */
async function write(file: string, kept: { readonly version: string; readonly at: number }): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(beside, JSON.stringify(kept), { mode: 0o600, flag: 'wx' });
    await rename(beside, file);
  } catch {
    await rm(beside, { force: true }).catch(() => {});
  }
}

/**
 * Compares a running version with a release.
 * @returns `built` for builds that bear no release's number (`0.0.0`, `0.32.15-3-gabcdef1`, `main`)
 */
export async function compareVersions(running: string, latest: string): Promise<'current' | 'behind' | 'built'> {
  const { default: semver } = await import('semver');
  const own = semver.parse(running.replace(/^v/, ''));
  if (!own || own.compare('0.0.0') === 0) return 'built';
  // Pre-releases of a release (`-rc1`) have an order; what `git describe` appends has none.
  if (own.prerelease.length > 0 && !/^rc/.test(String(own.prerelease[0]))) return 'built';
  return semver.lt(own, latest) ? 'behind' : 'current';
}
