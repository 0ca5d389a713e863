import { expect, test } from '@jest/globals';
import { buildReport } from '../../src/report/build.js';
import type { Show } from '../../src/report/reporter.js';
import { widthOf } from '../../src/report/text/width.js';
import { text } from '../../src/report/text.js';
import { crashRow } from '../../src/runner/crash.js';
import type { Report } from '../../src/types/report.js';
import { LANGS } from '../../src/types/text.js';
import { sample, samples } from './samples/index.js';

const show: Show = { lang: 'en', width: 80, color: false, unicode: true, verbosity: 'normal' };
const make = (name: string, lang: Show['lang'] = 'en'): Report =>
  buildReport(sample(name), { lang, failOn: 'fail', version: '0.1.0' });
const commandsOf = (report: Report): readonly string[] =>
  report.diagnoses.flatMap(({ fixes }) =>
    fixes.flatMap(({ commands, undo }) => [...commands, ...undo].map(({ run }) => run)),
  );

for (const name of Object.keys(samples)) {
  test.each(LANGS)(`no line of ${name} is wider than the terminal, but for commands and single words (%s)`, (lang) => {
    for (const width of [80, 120]) {
      const report = make(name, lang);
      const commands = new Set(commandsOf(report).flatMap((run) => run.split('\n')));
      for (const line of text(report, { ...show, lang, width }).split('\n')) {
        if (commands.has(line.trim()) || commands.has(line)) continue;
        if (widthOf(line) > width)
          expect(
            line
              .trim()
              .split(' ')
              .filter((word) => widthOf(word) > width / 2),
          ).not.toEqual([]);
      }
    }
  });

  test(`the screen of ${name} holds no control character and no Unicode of its own in ASCII`, () => {
    const screen = text(make(name), { ...show, verbosity: 'verbose' });
    expect(screen.replace(/\n/gu, '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069\u2028]/u);
    if (name === 'several' || name === 'hostile') return; // names and bodies of these are not ASCII themselves
    expect(text(make(name), { ...show, unicode: false, verbosity: 'verbose' })).not.toMatch(/[^\n -~]/u);
  });
}

test('verdict, cause and command are on the first screen', () => {
  const first = text(make('failing'), show).split('\n').slice(0, 23).join('\n');
  expect(first).toContain('PROBLEM  Ollama listens on 127.0.0.1 only');
  expect(first).toContain('ollama-bound-loopback');
  expect(first).toContain('sudo systemctl daemon-reload && sudo systemctl restart ollama');
});

test('commands stand on the screen verbatim, of several lines at the margin', () => {
  const report = make('failing');
  const screen = text(report, { ...show, verbosity: 'verbose' });
  for (const run of commandsOf(report)) expect(screen).toContain(run.includes('\n') ? `\n${run}\n` : `    ${run}\n`);
  const start = make('no-docker').diagnoses[0]?.fixes[0]?.commands[0]?.run;
  expect(text(make('no-docker'), show)).toContain(`\n    ${start}\n`);
});

test('a failed line is followed by four lines at most', () => {
  const lines = text(make('failing'), { ...show, width: 200 }).split('\n');
  const index = lines.findIndex((line) => line.includes('FAIL     Ollama answers'));
  const labels = lines.slice(index + 1, index + 7).flatMap((line) => /^ {13}(\w+) /u.exec(line)?.[1] ?? []);
  expect(labels).toEqual(['seen', 'means', 'run', 'more']);
});

test('skips of skips are told with the failure at their root', () => {
  expect(text(make('failing'), show).replace(/\n +/gu, ' ')).toContain(
    'skipped 3 checks, because ollama.tags did not pass: ollama.proxied, ollama.models, ollama.version',
  );
});

test('the last line has counts, duration, exit code and its meaning', () => {
  const last = (name: string): string | undefined => text(make(name), show).trimEnd().split('\n').at(-1);
  expect(last('failing')).toBe('5 pass, 1 warn, 2 fail, 1 unknown, 3 skip · 812 ms · exit code 1: problems found');
  expect(last('healthy')).toBe('5 pass, 1 skip · 431 ms · exit code 0: healthy');
});

test('the table has a row for each address and a column for each place', () => {
  const row = text(make('failing'), show)
    .split('\n')
    .find((line) => line.includes('│ host.docker.internal:11434'));
  expect(row?.split('│').map((cell) => cell.trim())).toEqual([
    '',
    'host.docker.internal:11434',
    'no such name',
    'refused',
    '',
  ]);
});

test('what is seen is the observation that decided the row, not another that failed too', () => {
  const { observations, findings, ...run } = sample('failing');
  const hub = observations.find(({ id }) => id === 'o11');
  if (hub === undefined) throw new Error('no such observation');
  // The comparison with another site was recorded earlier, and is intercepted too.
  const control = { ...hub, id: 'o0', target: 'https://github.com/', address: '192.0.2.99' };
  const rows = findings.map((one) => (one.check === 'hf.http' ? { ...one, observations: ['o11', 'o0'] } : one));
  const report = buildReport(
    { ...run, findings: rows, observations: [control, ...observations] },
    { lang: 'en', failOn: 'fail', version: '0.1.0' },
  );
  const lines = text(report, show).split('\n');
  const seen = lines.filter((line) => line.trimStart().startsWith('seen')).join('\n');
  expect(seen).toContain('203.0.113.7:443');
  expect(seen).not.toContain('192.0.2.99');
});

test('quiet leaves the checks out, verbose shows evidence and rivals', () => {
  expect(text(make('failing'), { ...show, verbosity: 'quiet' })).not.toContain('\nChecks');
  const verbose = text(make('failing'), { ...show, verbosity: 'verbose' });
  expect(verbose).toContain('code=ECONNREFUSED');
  expect(verbose).toContain('ufw-drops-docker0');
});

test('colours are escape sequences around the same text', () => {
  const colored = text(make('failing'), { ...show, color: true });
  const sgr = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'gu');
  expect(colored).toMatch(sgr);
  expect(colored.replace(sgr, '')).toBe(text(make('failing'), show));
});

test.each([
  [
    'en',
    /^\? STARTING {2}open-webui is still starting/u,
    /^\? UNKNOWN {2}Whether Open WebUI gets an answer from Ollama could/u,
  ],
  ['zh-CN', /^\? 正在启动 {2}open-webui 仍在启动/u, /^\? 无法判定 {2}未能查明 Open WebUI 能否得到 Ollama 的应答/u],
] as const)('nothing is called healthy while an answer is not known (%s)', (lang, starting, untold) => {
  const screen = (name: string): string => text(make(name, lang), { ...show, lang });
  expect(screen('starting')).toMatch(starting);
  expect(screen('untold')).toMatch(untold);
  expect(screen('starting') + screen('untold')).not.toMatch(
    /: healthy|HEALTHY|Nothing is broken|没有故障|退出码 0：健康/u,
  );
  expect([make('starting').exitCode, make('untold').exitCode]).toEqual([0, 0]);
});

test('where nothing could be determined, the headline and the exit code say so', () => {
  const run = sample('healthy');
  const findings = run.findings.map((finding) => ({ ...finding, status: 'skip' as const }));
  const report = buildReport({ ...run, findings }, { lang: 'en', failOn: 'fail', version: '0.1.0' });
  expect(report.exitCode).toBe(4);
  expect(text(report, show)).toMatch(/^\? UNKNOWN/u);
});

test('a cause or a plug-in that broke has a title, and what has no page points at none', () => {
  const run = sample('healthy');
  const cause = run.causes[0]?.id ?? '';
  const findings = [crashRow('plugin', './a.mjs', null, new Error('late')), crashRow('cause', cause, null, null)];
  const report = buildReport({ ...run, findings }, { lang: 'en', failOn: 'fail', version: '0.1.0' });
  expect(report.checks.map(({ title }) => title)).toEqual([
    'The plug-in runs without an error',
    run.causes[0]?.title.en,
  ]);
  const screen = text(report, show);
  expect(screen).toContain(`owui-doctor explain ${cause}`);
  expect(screen).not.toContain('owui-doctor explain plugin');
});
