import { expect, test } from '@jest/globals';
import { redactCommand, redactData, redactText } from '../../src/secrets/redact.js';

const HEX = '0123456789abcdef'.repeat(4);

test.each([
  ['http://ada:hunter2@proxy:3128/x', 'http://***@proxy:3128/x'],
  ['http://ada:p@ss@proxy/', 'http://***@proxy/'],
  ['see http://hunter2@h and https://a:b@c', 'see http://***@h and https://***@c'],
  ['http://ann:a/hunter2@h', 'http://***@h'],
  ['at http://ann:a hunter2@h:1, then', 'at http://***@h:1, then'],
  ['"http://ann:a\'hunter2@h"', '"http://***@h"'],
  ['{"url":"http://a:hunter2@h","mail":"x@y"}', '{"url":"http://***@h","mail":"x@y"}'],
  ['http://$ann:hunter2@h', 'http://***@h'],
  ['proxy ann:hunter2@proxy:3128 failed', 'proxy ***@proxy:3128 failed'],
  ['no such name: ann%3Ahunter2%40proxy', 'no such name: ***@proxy'],
  ['docker -H ssh://ann:hunter2@nas', 'docker -H ssh://ann:***@nas'],
  ['GET http://h/v1?key=hunter2&x=y done', 'GET http://h/v1?key=***&x=*** done'],
  ['Authorization: Bearer abc.def-ghi', 'Authorization: ***'],
  ['-H "authorization: Basic YWRhOmh1bnRlcjI="', '-H "authorization: ***"'],
  ['a Basic YWRhOmh1bnRlcjI= b', 'a Basic *** b'],
  ['Cookie: token=abcdef; x=y', 'Cookie: ***'],
  ['a Bearer abcdefghijkl1 b', 'a Bearer *** b'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJpZCI6IjEifQ.sig-_', '***'],
  ['OPENAI_API_KEY=abcdefgh', 'OPENAI_API_KEY=***'],
  [`api-key: ${HEX.slice(32)}`, 'api-key: ***'],
  ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY', 'aws_secret_access_key = ***'],
  ['{"password":"hunter2"}', '{"password":"***"}'],
  ['WEBUI_SECRET_KEY=abcdefgh', 'WEBUI_SECRET_KEY=***'],
])('redactText(%j) is %j', (secret, hidden) => {
  expect(redactText(secret)).toBe(hidden);
  expect(redactText(hidden)).toBe(hidden);
});

test.each([
  'user@example.org http://host/a@b',
  'http://hub.example/user/ann@example.org/proxy/11434',
  'OLLAMA_BASE_URL=http://host:11434',
  'a token is needed',
  'a token bucket',
  '--token-file path',
  '/srv/Basic Documents/webui:/app/backend/data',
  'Basic authentication, Basic Settings, basic networking',
  'Bearer of news, bearer authentication',
  'Digest mismatch, Negotiate terms',
  '/srv/sk-webui-data-volume1:/app',
  'sk-open-webui-production-data-volume-2',
  'hf_huggingfacecache1',
  'xai-dashboard fc-data r8_volume gsk_backup nvapi-cache AIzaVolume',
  'task-open-webui-2024-production-a',
  `ghcr.io/open-webui/open-webui@sha256:${HEX}`,
  `ghcr.io/open-webui/open-webui:main@sha256:${HEX}`,
  HEX,
  HEX.slice(0, 40),
  HEX.slice(0, 12),
  '123e4567-e89b-12d3-a456-426614174000',
  'qwen2.5-coder:32b-instruct-q4_K_M',
  'hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M',
  'sentence-transformers/all-MiniLM-L6-v2',
  'docker -H ssh://ann@nas ps',
  'C:\\Users\\ann@example\\.ollama\\models',
  '-v webui:/srv/ann@home',
  '--mount type=bind,src=/srv/a@b:c,dst=/x',
  'http://$USER:$PASS@host',
  'curl http://172.17.0.1:11434/api/tags',
  'http://<host>:<port>/path, ask ann@example.org',
  'sqlite:////app/backend/data/webui.db',
  'INFO:     127.0.0.1:53412 - "GET /api/config HTTP/1.1" 200 OK',
  'eyes.on.the.road and eye-level',
])('%j stays as it is', (text) => {
  expect(redactText(text)).toBe(text);
});

test('a command keeps what a shell needs', () => {
  const command = `docker run -e WEBUI_SECRET_KEY --env-file "$TOKEN" -H "Authorization: Bearer $TOKEN" http://$USER:$PASS@host image`;
  expect(redactCommand(command)).toBe(command);
});

test('data is redacted at any depth and by name', () => {
  expect(
    redactData({ a: [{ Authorization: 'x', api_key: 'y', token: '', n: 1, url: 'http://u:p@h' }], password: null }),
  ).toEqual({
    a: [{ Authorization: '***', api_key: '***', token: '', n: 1, url: 'http://***@h' }],
    password: null,
  });
});

test('a long text takes no long time', () => {
  const started = performance.now();
  for (const sign of [
    '@',
    'a:',
    'http://',
    'a@',
    'eyJ',
    'sk-',
    'http://a:b ',
    'token=',
    'Basic ',
    '-----BEGIN PRIVATE KEY-----',
    'aaaa',
    'a.b-c',
  ])
    redactText(sign.repeat(64_000 / sign.length));
  expect(performance.now() - started).toBeLessThan(2_000);
});
