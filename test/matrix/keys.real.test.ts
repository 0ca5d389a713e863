import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Lab, newestVersion, startLab } from '../lab/index.js';
import { serving } from './installer.js';
import { inSidecar, onHost } from './run-scenario.js';
import { HOST_GATEWAY, PAGE } from './scenario.js';

/** An Ollama behind a reverse proxy that asks for a key, as nginx does it in front of one. */
const LOCKED = `
import http.server, json, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ok = self.headers.get('authorization') == 'Bearer ' + sys.argv[2]
        answer = {'/api/version': {'version': '0.32.15'}, '/api/ps': {'models': []}}.get(self.path, {'models': [
            {'name': 'llama3.2:latest', 'model': 'llama3.2:latest', 'digest': 'aa', 'size': 1, 'details': {}}]})
        body = json.dumps(answer if ok else {'error': 'unauthorized'}).encode()
        self.send_response(200 if ok else 401)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
server = http.server.ThreadingHTTPServer(('0.0.0.0', int(sys.argv[1])), Handler)
print('ready', flush=True)
server.serve_forever()
`;
/** Writes down the words of every process, over and over; a process lives long enough to be seen many times. */
const WATCH = `
import glob, time, sys
secret = ''.join(sys.argv[1:3]).encode()
print('ready', flush=True)
while True:
    for path in glob.glob('/proc/[0-9]*/cmdline') + glob.glob('/proc/[0-9]*/environ'):
        try:
            text = open(path, 'rb').read()
            if secret in text and not text.endswith(secret + b'\\0'):
                names = open(path.rsplit('/', 1)[0] + '/cmdline', 'rb').read()[:200]
                print(path.rsplit('/', 1)[1], names, flush=True)
        except OSError:
            pass
    time.sleep(0.005)
`;
const PORT = '11500';
const KEY = 'sk-this-key-is-secret-4711';
const URL_LOCKED = `http://host.docker.internal:${PORT}`;

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['ollama', newestVersion] });
}, 900_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

async function arrange(key: string, fresh: boolean) {
  await serving(lab, ['python3', '-c', LOCKED, PORT, KEY], 'host');
  const configs = { 0: { key, enable: true } };
  const run = [...PAGE, ...HOST_GATEWAY];
  if (!fresh) return lab.webui({ run, rows: { 'ollama.base_urls': [URL_LOCKED], 'ollama.api_configs': configs } });
  const env = ['-e', `OLLAMA_BASE_URL=${URL_LOCKED}`, '-e', `OLLAMA_API_CONFIGS=${JSON.stringify(configs)}`];
  return lab.webui({ run: [...run, ...env], seed: 'fresh' });
}

test('an Ollama behind a bearer key is healthy: from the host and from a sidecar', async () => {
  const webui = await arrange(KEY, false);
  expect(await webui.listedModels()).toEqual(['llama3.2:latest']);
  const watch = await lab.hostSpawn(['python3', '-c', WATCH, KEY.slice(0, 9), KEY.slice(9)]);
  const { report, code } = await onHost(lab, {}, '--verbose');
  await watch.stop();
  expect(report.checks.filter(({ status }) => status === 'fail' || status === 'unknown')).toEqual([]);
  expect(report.diagnoses).toEqual([]);
  expect(code).toBe(0);
  expect(JSON.stringify(report)).not.toContain(KEY);
  // The settings came from the database: no process of the run has the key among its words or variables.
  expect(watch.log().trim()).toBe('ready');
  const beside = await inSidecar(lab, webui.name);
  expect(beside.report.diagnoses).toEqual([]);
  expect(beside.report.checks.find(({ id }) => id === 'ollama.tags')?.status).toBe('pass');
  expect(JSON.stringify(beside.report)).not.toContain(KEY);
}, 240_000);

test('the key that a first start takes from the environment', async () => {
  const webui = await arrange(KEY, true);
  expect(await webui.listedModels()).toEqual(['llama3.2:latest']);
  const { report, code } = await onHost(lab, {});
  expect(report.diagnoses).toEqual([]);
  expect(code).toBe(0);
}, 240_000);

test('a wrong key is a failure, and no cause is guessed', async () => {
  const webui = await arrange('sk-wrong-key-0815', false);
  expect(await webui.listedModels()).toEqual([]);
  const { report, code } = await onHost(lab, {}, '--verbose');
  expect(report.checks.find(({ id }) => id === 'ollama.tags')).toMatchObject({ status: 'fail', code: 'key-refused' });
  expect(report.diagnoses.map(({ cause, failingHop }) => [cause, failingHop])).toEqual([['undetermined', 'http']]);
  expect(code).toBe(1);
  expect(JSON.stringify(report)).not.toContain('sk-wrong-key-0815');
}, 240_000);
