import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab, type WebUiVersion } from './index.js';

const versions: readonly WebUiVersion[] = ['0.12.4', '0.9.6', '0.6.43'];
const run = ['-p', '3000:8080', '--add-host=host.docker.internal:host-gateway'];

describe('the real Open WebUI', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ images: versions });
  }, 900_000);
  afterEach(() => lab.reset(), 60_000);
  afterAll(() => lab?.stop(), 60_000);

  test.each(versions)(
    '%s lists the models of an Ollama that it reaches, and none when it is gone',
    async (version) => {
      const webui = await lab.webui({ version, run });
      const answer = await lab.host(['curl', '-sS', 'http://localhost:3000/api/version']);
      expect(JSON.parse(answer.stdout)).toMatchObject({ version });
      expect((await webui.ollamaConfig()).OLLAMA_BASE_URLS).toEqual(['http://host.docker.internal:11434']);
      expect(await webui.listedModels(0)).toEqual([]);
      const ollama = await lab.ollama({ listen: '0.0.0.0' });
      expect(await webui.listedModels()).toEqual(['llama3.2:latest']);
      await ollama.stop();
      // The list is kept for a second.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await webui.listedModels(0)).toEqual([]);
      expect(await webui.hubDownload()).toEqual({ ok: true });
    },
    240_000,
  );

  test.each(versions)(
    '%s starts with the settings that were written into its database',
    async (version) => {
      await lab.ollama({ as: 'neighbour', listen: '0.0.0.0', models: ['far:1b'] });
      const webui = await lab.webui({ version, rows: { 'ollama.base_urls': ['http://nas.lan:11434'] } });
      expect(await webui.settings('ollama.base_urls')).toEqual({ 'ollama.base_urls': ['http://nas.lan:11434'] });
      expect(await webui.listedModels()).toEqual(['far:1b']);
    },
    240_000,
  );

  test('goes on being judged after a pasted command made its container anew', async () => {
    const webui = await lab.webui({ run });
    await webui.token();
    await lab.ollama();
    const made = await lab.paste(
      `docker rm -f open-webui
docker run -d --network=host -v open-webui:/app/backend/data --name open-webui ${webui.image}`,
    );
    expect(made.code).toBe(0);
    await webui.waitHealthy();
    expect(await webui.listedModels(0)).toEqual([]);
    const urls = { ENABLE_OLLAMA_API: true, OLLAMA_BASE_URLS: ['http://127.0.0.1:11434'], OLLAMA_API_CONFIGS: {} };
    expect((await webui.ask('/ollama/config/update', { method: 'POST', body: urls })).status).toBe(200);
    expect(await webui.listedModels()).toEqual(['llama3.2:latest']);
  }, 240_000);

  test('cannot download while huggingface.co resets its connections', async () => {
    const webui = await lab.webui({ run });
    await lab.hub.set('huggingface', 'reset');
    expect((await webui.hubDownload()).ok).toBe(false);
    await lab.hub.set('huggingface', 'normal');
    await lab.hub.set('cas-bridge.xethub.hf.co', 'reset');
    expect((await webui.hubDownload()).ok).toBe(false);
  }, 240_000);
});
