import { expect, test } from '@jest/globals';
import { cdn } from '../../../checks/hub/cdn.js';
import { certificate } from '../../../checks/hub/certificate.js';
import { host } from '../../../checks/hub/host.js';
import { reach } from '../../../checks/hub/reach.js';
import { instance, type Recorded, run, type Table, world } from '../context.js';

const HUB = 'https://huggingface.co';
const MODEL = `${HUB}/api/models/sentence-transformers/all-MiniLM-L6-v2/revision/main`;
const FILES = `${HUB}/sentence-transformers/all-MiniLM-L6-v2/resolve/main`;
const unread: Recorded = {
  outcome: 'tls-untrusted',
  phase: 'tls',
  evidence: { code: 'ENOENT', trustSource: 'SSL_CERT_FILE=/nope.pem' },
};
const away: Recorded = {
  ...unread,
  evidence: { ...unread.evidence, redirects: [{ status: 302, location: 'https://cdn.example/x' }] },
};
const table: Table = {
  [`* GET ${MODEL}`]: unread,
  [`* HEAD ${FILES}/config.json`]: unread,
  [`* HEAD ${FILES}/model.safetensors`]: away,
  '* HEAD https://github.com/': unread,
};

test.each([reach, certificate, cdn, host])(
  'a list of authorities that is not there is no untrusted certificate: $id',
  async (check) => {
    const { verdicts } = await run(check, world(instance(), table));
    expect(verdicts.map(({ code }) => code)).toEqual(['trust-unread']);
    expect(verdicts[0]?.args).toMatchObject({ store: 'SSL_CERT_FILE=/nope.pem', error: 'ENOENT' });
  },
);
