import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../lab/index.js';
import { discoverOn, inForce, single } from './on-host.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['0.12.4'] });
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

/** Variables of the container; undefined takes the image's own away. */
const TABLE: readonly (readonly [name: string, run: readonly string[]])[] = [
  ["the image's default", []],
  ['/ollama/', ['-e', 'OLLAMA_BASE_URL=/ollama/']],
  ['empty', ['-e', 'OLLAMA_BASE_URL=']],
  ['ENV=dev', ['-e', 'ENV=dev', '-e', 'OLLAMA_BASE_URL=/ollama']],
  ['/api', ['-e', 'OLLAMA_BASE_URL=http://x:11434/api']],
  ['two slashes', ['-e', 'OLLAMA_BASE_URL=http://x:11434//']],
  ['K8S_FLAG=false', ['-e', 'OLLAMA_BASE_URL=http://x:1', '-e', 'K8S_FLAG=false']],
  ['a list', ['-e', 'OLLAMA_BASE_URLS=http://a/;http://b;']],
  ['the old name', ['-e', 'OLLAMA_BASE_URL=', '-e', 'OLLAMA_API_BASE_URL=http://q:11434/api/']],
  ['the old name beside the default', ['-e', 'OLLAMA_API_BASE_URL=http://q:11434/api']],
  ['bundled', ['-e', 'USE_OLLAMA_DOCKER=true']],
  ['switched off by 1', ['-e', 'ENABLE_OLLAMA_API=1', '-e', 'OLLAMA_BASE_URLS= http://a ;http://b\t']],
];
const HOST_GATEWAY = '--add-host=host.docker.internal:host-gateway';

describe.each(['0.12.4', '0.9.6', '0.6.43'] as const)('Open WebUI %s', (version) => {
  test.each(TABLE)(
    'says the same: %s',
    async (_, run) => {
      const webui = await lab.webui({ version, seed: 'fresh', run: ['-p', '3000:8080', HOST_GATEWAY, ...run] });
      const [{ OLLAMA_BASE_URLS, ENABLE_OLLAMA_API }, found] = [await webui.ollamaConfig(), await discoverOn(lab)];
      const { settings, ...instance } = single(found);
      expect(instance).toMatchObject({
        version,
        state: 'running',
        runtime: 'docker',
        webuiUrl: { value: 'http://localhost:3000' },
      });
      expect(settings.ollamaUrls).toMatchObject({ known: true, value: OLLAMA_BASE_URLS.map((url) => ({ url })) });
      expect(settings.environmentUrls.map(({ url }) => url)).toEqual(OLLAMA_BASE_URLS);
      expect(settings.ollamaEnabled.value).toBe(ENABLE_OLLAMA_API);
      expect(settings.database).toMatchObject({ kind: 'sqlite', schema: version === '0.12.4' ? 'rows' : 'blob' });
    },
    180_000,
  );

  test('a stand-in for Docker Model Runner on its port', async () => {
    await lab.hostSpawn(['python3', '-m', 'http.server', '12434', '--bind', '0.0.0.0']);
    const webui = await lab.webui({ version, seed: 'fresh', run: ['-p', '3000:8080', HOST_GATEWAY] });
    const { OLLAMA_BASE_URLS } = await webui.ollamaConfig();
    expect(OLLAMA_BASE_URLS).toEqual([`http://host.docker.internal:${version === '0.6.43' ? 11_434 : 12_434}`]);
    expect(single(await discoverOn(lab)).settings.ollamaUrls).toMatchObject({
      value: OLLAMA_BASE_URLS.map((url) => ({ url })),
    });
  }, 180_000);

  test('another address on a volume that was started once, and a saved one', async () => {
    const run = ['-p', '3000:8080', '-e', 'OLLAMA_BASE_URL=http://second:11434'];
    const webui = await lab.webui({ version, run });
    const said = async () => {
      const { settings } = single(await discoverOn(lab));
      const { OLLAMA_BASE_URLS } = await webui.ollamaConfig();
      expect(settings.ollamaUrls).toMatchObject({ known: true, value: OLLAMA_BASE_URLS.map((url) => ({ url })) });
      return inForce(single(await discoverOn(lab)));
    };
    const wins = version === '0.12.4' ? 'database http://host.docker.internal:11434' : 'env http://second:11434';
    expect(await said()).toEqual([wins]);
    const body = {
      ENABLE_OLLAMA_API: true,
      OLLAMA_BASE_URLS: ['http://saved:1', ''],
      OLLAMA_API_CONFIGS: { 1: { enable: false } },
    };
    await webui.ask('/ollama/config/update', { method: 'POST', body });
    expect(await said()).toEqual(['database http://saved:1', 'database ']);
  }, 240_000);

  test('ENABLE_PERSISTENT_CONFIG=False: the environment again', async () => {
    const run = [
      '-p',
      '3000:8080',
      '-e',
      'OLLAMA_BASE_URL=http://second:11434',
      '-e',
      'ENABLE_PERSISTENT_CONFIG=False',
      // 0.9.6 would look for a model on disk again, and end.
      '-e',
      'RAG_EMBEDDING_ENGINE=ollama',
    ];
    const webui = await lab.webui({ version, run, rows: { 'ollama.base_urls': ['http://row:1'] } });
    expect(await webui.ollamaConfig()).toMatchObject({ OLLAMA_BASE_URLS: ['http://second:11434'] });
    expect(inForce(single(await discoverOn(lab)))).toEqual(['env http://second:11434']);
  }, 180_000);
});
