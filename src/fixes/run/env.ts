import { shownAddress } from '../../secrets/address.js';
import { goString, presentable, UnquotableError } from '../quote.js';
import { textsAt } from '../read.js';
import type { Flag } from '../words.js';
import type { Copies } from './copies.js';

/** Variables whose values a report may show: those that the checks use, and none that can hold a key. */
const SHOWN =
  /^(OLLAMA_(BASE_URLS?|API_BASE_URL|HOST|ORIGINS|MODELS|KEEP_ALIVE|NUM_PARALLEL|CONTEXT_LENGTH|FLASH_ATTENTION|MAX_LOADED_MODELS|DEBUG)|HF_ENDPOINT|HF_HUB_OFFLINE|OFFLINE_MODE|PORT|HOST|ENV|K8S_FLAG|USE_OLLAMA_DOCKER|DATA_DIR|ENABLE_(OLLAMA_API|PERSISTENT_CONFIG|SIGNUP)|RESET_CONFIG_ON_START|WEBUI_AUTH|TZ|NVIDIA_(VISIBLE_DEVICES|DRIVER_CAPABILITIES))$/;
/** Variables that mean something to a shell or to the engine's client itself: never set for the commands of the block. */
const FOREIGN =
  /^(PATH|HOME|IFS|PWD|OLDPWD|SHELL|USER|TERM|UID|EUID|GID|EGID|PPID|ENV|CDPATH|TMPDIR|LANG|NO_PROXY|HTTPS?_PROXY|ALL_PROXY|(DOCKER|CONTAINER|CONTAINERS|LC|LD|SSL|BASH|ZSH|XDG|GO|DYLD|PODMAN|BUILDKIT|OTEL)_?.*|PS\d|[A-Z]*OPTS|FPATH|MANPATH|OPTIND|OPTARG|RANDOM|SECONDS|LINENO|HISTFILE|USERNAME|HOST|PSVAR|PROMPT.*|WATCH.*)$/;

/** True where a value can stand in a report: a known variable, no credentials, nothing a terminal would act on. */
export function showable(name: string, value: string): boolean {
  // An address in which anything is hidden is copied, not printed.
  return SHOWN.test(name) && presentable(`${name}=${value}`) && shownAddress(value) === value;
}

const split = (entry: string): readonly [string, string] => {
  const sign = entry.indexOf('=');
  return sign < 0 ? [entry, ''] : [entry.slice(0, sign), entry.slice(sign + 1)];
};

/** Longest line, in bytes, that the client reads from a file: Go's scanner ends at 64 KiB. */
const LINE_BYTES = 65_000;
/** Longest argument or variable, in bytes, that Linux hands to a program. */
const ARGUMENT_BYTES = 131_000;

/** What a file of variables or labels can carry: a plain name, and a value on one line that does not end in a carriage return. */
export function fitsFile(name: string, value: string): boolean {
  const oneLine = !/[\n\r\0]/.test(value) && !/\p{Cs}/u.test(value);
  return /^[^\s#=]+$/u.test(name) && oneLine && Buffer.byteLength(`${name}=${value}`) < LINE_BYTES;
}

const entry = (name: string, prints: string): string =>
  `{{range .Config.Env}}{{if eq (index (split . "=") 0) ${goString(name)}}}${prints}{{end}}{{end}}`;
const one = (name: string): string => entry(name, `{{slice . ${Buffer.byteLength(name) + 1}}}`);

/**
 * The environment: what the image does not set already.
 * @param inspect the old container, as the engine tells it
 * @param image its image, null where that is not there any more
 * @param change variables that the fix sets or takes away
 */
export function environment(
  inspect: unknown,
  image: unknown,
  change: { readonly setEnv?: Readonly<Record<string, string>>; readonly unsetEnv?: readonly string[] },
  copies: Copies,
): readonly Flag[] {
  const given = new Set(textsAt(image, 'Config', 'Env'));
  const set = change.setEnv ?? {};
  const unset = new Set(change.unsetEnv ?? []);
  const own = textsAt(inspect, 'Config', 'Env').filter((entry) => {
    const [name] = split(entry);
    return !given.has(entry) && !Object.hasOwn(set, name) && !unset.has(name) && name !== '';
  });
  const flags: Flag[] = [];
  const filed: string[] = [];
  for (const [name, value] of own.map(split)) {
    if (showable(name, value)) flags.push(['-e', `${name}=${value}`]);
    else if (presentable(name) && fitsFile(name, value)) filed.push(name);
    else if (Buffer.byteLength(`${name}=${value}`) > ARGUMENT_BYTES) throw new UnquotableError();
    else if (/^[A-Z][A-Z0-9_]*$/.test(name) && !FOREIGN.test(name)) {
      copies.exported(name, one(name));
      flags.push(['-e', name]);
    } else flags.push(['-e', copies.value(entry(name, '{{.}}'))]);
  }
  if (filed.length > 0) {
    const names = filed.map(goString).join(' ');
    const template = `{{range .Config.Env}}{{if eq (index (split . "=") 0) ${names}}}{{println .}}{{end}}{{end}}`;
    flags.unshift(['--env-file', copies.file('env', template)]);
  }
  for (const name of imageOnly(given, unset)) flags.push(['-e', name]);
  for (const [name, value] of Object.entries(set)) flags.push(['-e', `${name}=${value}`]);
  return flags;
}

/** Variables of the image that the fix takes away: the engine leaves out what is named without a value. */
function imageOnly(given: ReadonlySet<string>, unset: ReadonlySet<string>): readonly string[] {
  return [...given].map((entry) => split(entry)[0]).filter((name) => unset.has(name));
}
