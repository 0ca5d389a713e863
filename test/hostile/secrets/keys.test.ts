import { describe, expect, test } from '@jest/globals';
import { buildReport } from '../../../src/report/build.js';
import { FORMATS, reporterOf } from '../../../src/report/reporters.js';
import { redactText } from '../../../src/secrets/redact.js';
import type { RunResult } from '../../../src/types/run.js';
import { instance, observation, withUrls } from '../../report/samples/build.js';
import { sample } from '../../report/samples/index.js';
import { many } from '../sample.js';
import { keys } from './samples.js';

const KEYS = keys(many(6, 50));

/** What may stand around a key in a log, an error, a header or a file. */
const AROUND: readonly ((key: string) => string)[] = [
  (key) => key,
  (key) => `ERROR: provider refused ${key}.`,
  (key) => `{"error":"bad key '${key}'"}`,
  (key) => `("${key}", 401)`,
  (key) => `KEY=${key}`,
  (key) => `--key=${key} --verbose`,
  (key) => `http://host:11434/v1/${key}/models`,
  (key) => `http://host:11434/v1?k=${key}`,
  (key) => `x: ${key}; path=/`,
  (key) => `<b>${key}</b>`,
  (key) => `密钥 ${key}，无效`,
  (key) => `a\n${key}\r\nb`,
];

describe.each([...KEYS])('%s', (_, made) => {
  test(`is hidden in each of ${AROUND.length} surroundings`, () => {
    for (const key of made)
      for (const around of AROUND)
        expect({ key, shown: redactText(around(key)) }).not.toMatchObject({ shown: expect.stringContaining(key) });
  });
});

/** A run in which a key stands wherever a text of the world can come in. */
function runWith(key: string): RunResult {
  const base = sample('failing');
  const url = `http://host:11434/${key}?key=${key}#${key}`;
  const said = { code: 'answers', args: { target: url, error: `refused ${key}`, list: [key] } };
  return {
    ...base,
    deployment: {
      ...base.deployment,
      instances: [
        instance('open-webui', {
          settings: withUrls(url),
          log: [key],
          version: key,
          image: `x/${key}`,
          webuiUrl: { value: url, source: 'derived', detail: key },
        }),
      ],
    },
    findings: base.findings.map((finding) => ({
      ...finding,
      subject: url,
      said: { ...finding.said, args: { ...finding.said.args, ...said.args } },
    })),
    observations: base.observations.map(({ id }) =>
      observation(id, url, {
        evidence: {
          headers: { location: url, server: key },
          bodyStart: `body ${key}`,
          json: { error: key, [key]: 1 },
          code: key,
        },
      }),
    ),
  };
}

test(`${KEYS.size} kinds in ${FORMATS.length} formats, two languages, quiet, plain and verbose: 0 shown`, async () => {
  expect(KEYS.size).toBeGreaterThanOrEqual(25);
  const shown: string[] = [];
  for (const [kind, [key = '']] of KEYS)
    for (const lang of ['en', 'zh-CN'] as const) {
      const report = buildReport(runWith(key), { lang, failOn: 'fail', version: '1' });
      for (const format of FORMATS)
        for (const verbosity of ['quiet', 'normal', 'verbose'] as const) {
          const reporter = await reporterOf(format);
          const text = reporter(report, { lang, verbosity, width: 100, color: false, unicode: true });
          if (text.includes(key)) shown.push(`${kind} ${format} ${lang} ${verbosity}`);
        }
    }
  expect(shown).toEqual([]);
});
