import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { collect } from '../../src/deployment/exec.js';

const container = new Docker({ socketPath: '/nowhere' }).getContainer('x');
const { signal } = new AbortController();

test('a stream that broke before anybody listened is an error, not a wait without an end', async () => {
  const stream = new PassThrough();
  stream.on('error', () => undefined);
  stream.destroy(Object.assign(new Error('bad chunk'), { code: 'HPE_INVALID_CHUNK_SIZE' }));
  await sleep(1);
  await expect(collect(container, stream, signal)).rejects.toMatchObject({ code: 'HPE_INVALID_CHUNK_SIZE' });
});

test('a stream that was closed before anybody listened has nothing to say', async () => {
  const stream = new PassThrough();
  stream.destroy();
  await sleep(1);
  await expect(collect(container, stream, signal)).resolves.toBe('');
});
