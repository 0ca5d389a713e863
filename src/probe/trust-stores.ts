import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A bundle of authorities; `text` null stands for the ones that Node ships. */
export interface Store {
  readonly text: string | null;
  /** Said only where the store is not the one that the client would have read. */
  readonly source?: string;
}

/** Where systems keep their bundle: Debian and Alpine, Fedora, openSUSE, Arch; the first that is there counts. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
/** Where a Python keeps its packages: the published image, a virtual environment beside it, Debian's. */
const PYTHON_ROOTS = ['/usr/local/lib', '/opt/venv/lib', '/app/venv/lib', '/app/backend/venv/lib', '/usr/lib'];
const MOST_BYTES = 4_194_304;

/**
 * The authorities that count where no variable names others.
 * @param which the system's bundle, or the one that Python's certifi package brings
 * @param prefix `` or `/proc/1/root`
 */
export function defaultStore(which: 'system' | 'certifi', prefix: string): Store {
  if (which === 'system') {
    const text = firstReadable(SYSTEM_BUNDLES.map((path) => prefix + path));
    return text === null ? { text, source: 'built-in authorities' } : { text };
  }
  const text = firstReadable(certifiFiles(prefix));
  return text === null ? { text, source: 'built-in authorities in place of certifi' } : { text };
}

function certifiFiles(prefix: string): readonly string[] {
  return PYTHON_ROOTS.flatMap((root) => {
    const lib = prefix + root;
    if (!existsSync(lib)) return [];
    const pythons = readdirSync(lib).filter((name) => /^python3(\.\d+)?$/.test(name));
    return pythons.flatMap((name) =>
      ['site-packages', 'dist-packages'].map((packages) => join(lib, name, packages, 'certifi/cacert.pem')),
    );
  });
}

function firstReadable(paths: readonly string[]): string | null {
  for (const path of paths) {
    try {
      const about = statSync(path);
      if (about.isFile() && about.size <= MOST_BYTES) return readFileSync(path, 'utf8');
    } catch {
      // The next one; none at all is an answer too.
    }
  }
  return null;
}
