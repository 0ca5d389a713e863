import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a process of its own: reading a pipe that nobody writes to would hold up whoever reads. */
function trust(client: string, env: Record<string, string>) {
  const code = `import { trustOf } from './src/probe/trust.ts';
    console.log(JSON.stringify(trustOf('${client}', ${JSON.stringify(env)}, ''), (name, value) => (name === 'context' ? null : value)));`;
  const { stdout, signal } = spawnSync('node_modules/.bin/tsx', ['-e', code], { encoding: 'utf8', timeout: 8_000 });
  return signal ?? JSON.parse(stdout);
}

test.each([
  ['curl', 'CURL_CA_BUNDLE'],
  ['httpx', 'SSL_CERT_FILE'],
  ['requests', 'REQUESTS_CA_BUNDLE'],
])('a named pipe in the place of certificates holds %s up no more than a missing file', (client, variable) => {
  const pipe = join(folder, variable);
  spawnSync('mkfifo', [pipe]);
  expect(trust(client, { [variable]: pipe })).toMatchObject({ kind: 'broken', error: { code: 'EINVAL' } });
});
