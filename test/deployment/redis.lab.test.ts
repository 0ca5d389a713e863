import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../lab/index.js';
import { discoverOn, inForce, single } from './on-host.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['0.9.6'] });
}, 300_000);
afterAll(() => lab?.stop(), 60_000);

/** As much of a Redis as one GET needs; it writes down what it was asked. */
const redis = `
import socketserver, sys
class Answer(socketserver.StreamRequestHandler):
    def handle(self):
        while True:
            head = self.rfile.readline()
            if not head: return
            words = []
            for _ in range(int(head[1:])):
                size = int(self.rfile.readline()[1:])
                words.append(self.rfile.read(size + 2)[:-2].decode())
            print(*words, flush=True)
            if words[0].upper() == "GET":
                value = b'["http://redis:1"]' if words[1] == "mine:config:OLLAMA_BASE_URLS" else None
                self.wfile.write(b"$-1\\r\\n" if value is None else b"$%d\\r\\n%s\\r\\n" % (len(value), value))
            else:
                self.wfile.write(b"+OK\\r\\n")
socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("0.0.0.0", 6379), Answer).serve_forever()`;

test('up to 0.9 a list in Redis beats the database; where it cannot be asked nobody knows', async () => {
  const image = await lab.image('0.9.6');
  await lab.seedVolume('stored', { version: '0.9.6', rows: { 'ollama.base_urls': ['http://blob:1'] } });
  const server = await lab.hostSpawn(['python3', '-c', redis]);
  const start = async (...env: string[]) => {
    await lab.docker('rm', '-f', 'open-webui').catch(() => '');
    const options = env.flatMap((entry) => ['-e', entry]);
    await lab.docker(
      'run',
      '-d',
      '--name',
      'open-webui',
      '-v',
      'stored:/app/backend/data',
      ...options,
      '--entrypoint',
      'sleep',
      image,
      'infinity',
    );
    return discoverOn(lab);
  };
  const url = `REDIS_URL=redis://:hunter2@${lab.gateway}:6379/0`;
  const found = await start(url, 'REDIS_KEY_PREFIX=mine');
  expect(inForce(single(found))).toEqual(['redis http://redis:1']);
  expect(JSON.stringify(found)).not.toContain('hunter2');
  expect(inForce(single(await start(url)))).toEqual(['database http://blob:1']);
  await server.stop();
  expect(inForce(single(await start(url)))).toBe('deployment.redis-unread');
}, 120_000);
