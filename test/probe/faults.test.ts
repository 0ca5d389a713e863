import { afterAll, describe, test } from '@jest/globals';
import { makeCertificates } from '../lab/faults/certificates.js';
import { SERVER_FAULTS } from '../lab/faults/index.js';
import { here, node24, nodeProber, type Prober, pythonBinaries, pythonProber } from './probers.js';
import { holdTo } from './table.js';

// Tests that run at once do not wait for beforeAll: this is there before them.
const certificates = makeCertificates(['127.0.0.1', 'localhost']);
afterAll(() => certificates.remove());

const newer = node24();
const probers: readonly Prober[] = [
  here,
  ...(newer ? [nodeProber(newer)] : []),
  ...pythonBinaries().map((binary) => pythonProber(binary)),
];

/** One table for all: the same fault has the same outcome, whoever asks. */
describe.each(probers)('$name', (prober) => {
  test.concurrent.each(SERVER_FAULTS)('$name', async (fault) => {
    await holdTo(fault, prober, { listen: '127.0.0.1', host: '127.0.0.1', certificates });
  });
});
