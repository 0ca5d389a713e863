import { describe, expect, test } from '@jest/globals';
import { here, pythonBinaries, pythonProber } from './probers.js';

const [python = ''] = pythonBinaries();
describe.each([here, pythonProber(python)])('$name', (prober) => {
  test('looks a host with a blank in it up, as Open WebUI’s client does', async () => {
    const url = 'http://127.0.0.1 :9/api/tags';
    const [seen] = await prober.ask({ kind: 'http', method: 'GET', url, client: 'aiohttp', expect: 'json' }, {}, 5_000);
    expect(['dns-not-found', 'dns-failed']).toContain(seen.outcome);
    expect(seen.phase).toBe('dns');
  });
});
