import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pair {
  readonly key: string;
  readonly cert: string;
}
/** An authority of the tests' own, and one certificate for each way to be wrong. */
export interface Certificates {
  /** File of the trusted authority. */
  readonly caFile: string;
  readonly good: Pair;
  readonly expired: Pair;
  readonly notYet: Pair;
  readonly wrongHost: Pair;
  readonly selfSigned: Pair;
  readonly selfSignedExpired: Pair;
  readonly weak: Pair;
  readonly nameOnly: Pair;
  /** Signed by an intermediate authority, which is sent, or not. */
  readonly intermediate: Pair;
  readonly leafOnly: Pair;
  /** Signed by an authority that nobody trusts, which is sent, or not. */
  readonly unknownRootSent: Pair;
  readonly unknownRoot: Pair;
  remove(): void;
}

const NOW = '20240101000000Z';
const LATER = '20440101000000Z';

/**
 * Makes the certificates with the openssl program.
 * @param hosts names and addresses that the servers are asked under
 */
export function makeCertificates(hosts: readonly string[]): Certificates {
  const dir = mkdtempSync(join(tmpdir(), 'owuidoc-certificates-'));
  const ssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = (name: string) => readFileSync(join(dir, name), 'utf8');
  const names = hosts.map((host) => `${isIP(host) ? 'IP' : 'DNS'}:${host}`).join(',');
  const key = (name: string) =>
    ssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`);

  const root = (name: string) => {
    key(name);
    const extensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
    const more = extensions.flatMap((one) => ['-addext', one]);
    ssl(
      'req',
      '-x509',
      '-new',
      '-key',
      `${name}.key`,
      '-days',
      '3650',
      '-subj',
      `/CN=${name}`,
      '-out',
      `${name}.pem`,
      ...more,
    );
  };
  const sign = (name: string, by: string, alternative: string | null, from: string, to: string, ca = false) => {
    key(name);
    ssl(
      'req',
      '-new',
      '-key',
      `${name}.key`,
      '-subj',
      `/CN=${alternative === null ? 'localhost' : name}`,
      '-out',
      `${name}.csr`,
    );
    writeFileSync(join(dir, 'index.txt'), '');
    const extensions = [
      ...(alternative === null ? [] : [`subjectAltName=${alternative}`]),
      ca ? 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign' : 'basicConstraints=CA:FALSE',
      'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid',
    ];
    writeFileSync(
      join(dir, 'ca.conf'),
      `[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nrand_serial=yes\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\nCN=supplied\n[e]\n${extensions.join('\n')}\n`,
    );
    const authority =
      by === name ? ['-selfsign', '-keyfile', `${name}.key`] : ['-cert', `${by}.pem`, '-keyfile', `${by}.key`];
    const dates = ['-startdate', from, '-enddate', to];
    ssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      'ca.conf',
      '-extensions',
      'e',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      ...authority,
      ...dates,
    );
    return { key: text(`${name}.key`), cert: text(`${name}.pem`) };
  };
  const with_ = (pair: Pair, authority: string): Pair => ({
    key: pair.key,
    cert: pair.cert + text(`${authority}.pem`),
  });

  root('authority');
  root('stranger');
  sign('middle', 'authority', 'DNS:middle', NOW, LATER, true);
  const leafOnly = sign('leaf-only', 'middle', names, NOW, LATER);
  const unknownRoot = sign('of-stranger', 'stranger', names, NOW, LATER);
  ssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:1024',
    '-nodes',
    '-keyout',
    'weak.key',
    '-out',
    'weak.pem',
    '-days',
    '900',
    '-subj',
    '/CN=weak',
    '-addext',
    `subjectAltName=${names}`,
  );
  return {
    caFile: join(dir, 'authority.pem'),
    good: sign('good', 'authority', names, NOW, LATER),
    expired: sign('expired', 'authority', names, '20200101000000Z', '20210101000000Z'),
    notYet: sign('not-yet', 'authority', names, '20430101000000Z', LATER),
    wrongHost: sign('wrong-host', 'authority', 'DNS:elsewhere.example', NOW, LATER),
    selfSigned: sign('self-signed', 'self-signed', names, NOW, LATER),
    selfSignedExpired: sign('self-signed-expired', 'self-signed-expired', names, '20200101000000Z', '20210101000000Z'),
    weak: { key: text('weak.key'), cert: text('weak.pem') },
    nameOnly: sign('name-only', 'authority', null, NOW, LATER),
    intermediate: with_(leafOnly, 'middle'),
    leafOnly,
    unknownRootSent: with_(unknownRoot, 'stranger'),
    unknownRoot,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
