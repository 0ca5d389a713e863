import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import type { ProbeRequest, Seen, Vantage, VantageId } from '../../src/plugin.js';
import { runChecks } from '../../src/runner/run-checks.js';
import { deployment, instance, ollamaUrl, settings } from './context.js';

/** Longer than the checks wait before they send the probes that explain a failure; all of them time out after it. */
const LIMIT_MS = 600;

test.each([1, 10, 100])(
  'with %i addresses dropped, every probe is under way before the first one times out',
  async (count) => {
    let timedOut = false;
    const late: string[] = [];
    const silent = (id: VantageId): Vantage => ({
      id,
      availability: { ok: true },
      ask: (request: ProbeRequest): Promise<readonly [Seen]> => {
        if (timedOut) late.push(`${id} ${JSON.stringify(request)}`);
        const seen = { vantage: id, kind: request.kind, target: '', outcome: 'timeout', phase: 'tcp' } as const;
        return new Promise((resolve) =>
          setTimeout(() => {
            timedOut = true;
            resolve([{ ...seen, address: null, port: null, times: {}, evidence: {} }]);
          }, LIMIT_MS),
        );
      },
    });
    const value = Array.from({ length: count }, (_, index) =>
      ollamaUrl(`http://host.docker.internal:${20_000 + index}`, { index }),
    );
    const one = instance({ settings: settings({ ollamaUrls: { known: true, value } }) });
    const { findings } = await runChecks(
      shippedChecks,
      deployment({ instances: [one] }),
      { host: silent('host'), inside: new Map([[one.name, silent('container:open-webui')]]) },
      { offline: false, token: null, webuiUrl: null, cacheDir: null, toolVersion: '0.0.0' },
      () => {},
      new AbortController().signal,
    );
    expect(late).toEqual([]);
    const told = (check: string): readonly string[] =>
      findings.filter((finding) => finding.check === check).map(({ status, said }) => `${status} ${said.code}`);
    expect(new Set(told('ollama.tags'))).toEqual(new Set(['fail timeout']));
    // Nothing outside answers: that is being offline, and no third party is asked.
    expect(told('hub.reach')).toEqual(['unknown offline']);
    expect(told('hub.mirror')).toEqual(['unknown offline']);
    expect(findings.filter(({ status }) => status === 'crash')).toEqual([]);
  },
);
