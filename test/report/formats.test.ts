import { expect, test } from '@jest/globals';
import { buildReport } from '../../src/report/build.js';
import { defuse } from '../../src/report/defuse.js';
import { github } from '../../src/report/github.js';
import { json } from '../../src/report/json.js';
import { junit } from '../../src/report/junit.js';
import { markdown } from '../../src/report/markdown.js';
import { prometheus } from '../../src/report/prometheus.js';
import type { Show } from '../../src/report/reporter.js';
import type { Report } from '../../src/types/report.js';
import { parseExposition } from './exposition.js';
import { sample, samples } from './samples/index.js';
import { parseXml } from './xml.js';

const show: Show = { lang: 'en', width: 80, color: false, unicode: true, verbosity: 'normal' };
const make = (name: string): Report => buildReport(sample(name), { lang: 'en', failOn: 'fail', version: '0.1.0' });

test.each(Object.keys(samples))('the JUnit report of %s is well-formed and counts right', (name) => {
  const report = make(name);
  const root = parseXml(junit(report, show));
  expect(root.name).toBe('testsuites');
  const cases = root.children.flatMap(({ children }) => children);
  expect(cases).toHaveLength(report.checks.length);
  const having = (child: string): number =>
    cases.filter(({ children }) => children.some((one) => one.name === child)).length;
  const { fail, crash, skip, unknown } = report.summary;
  expect([having('failure'), having('error'), having('skipped')]).toEqual([fail, crash, skip + unknown]);
  expect(root.attributes).toMatchObject({
    tests: String(report.checks.length),
    failures: String(fail),
    errors: String(crash),
    skipped: String(skip + unknown),
  });
});

test('hostile text stays text in XML', () => {
  const [suite] = parseXml(junit(make('hostile'), show)).children;
  const failure = suite?.children[0]?.children[0];
  expect(failure?.attributes.message).toContain('<script>red');
  expect(failure?.text).toContain("echo '```'");
});

test('annotations are one line each, with hostile text escaped', () => {
  const lines = github(make('hostile'), show).trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^::error title=owui-doctor evil\.check%3A [^:,]*::[^\n\r]*$/u);
  expect(
    github(make('failing'), show)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(['::error', '::error', '::warning']);
  expect(github(make('healthy'), show)).toBe('');
});

test('text in a log of GitHub Actions holds no workflow command', () => {
  expect(defuse('a\n  ::set-output name=a::b\n##[error]x\n::1 refused\n::stop-commands::t\nx ::warning::y')).toBe(
    'a\n  : :set-output name=a::b\n# #[error]x\n::1 refused\n: :stop-commands::t\nx ::warning::y',
  );
});

test('Markdown shows hostile text as text and commands as they are', () => {
  const page = markdown(make('hostile'), show);
  expect(page).not.toMatch(/<script>/u);
  expect(page).toContain('````sh\necho \'```\'  "$(id -u)" ]]>\n````');
  expect(page.split('\n').filter((line) => line.startsWith('| ❌'))).toHaveLength(1);
  expect(markdown(make('failing'), show)).toContain("<<'END'\n[Service]\n");
});

test('JSON keeps controls out of a terminal and gives them back to a parser', () => {
  const written = json(make('hostile'), show);
  expect(written.replace(/\n/gu, '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2028]/u);
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(make('hostile'))));
});

test('Prometheus gets one sample a line, one status a row', () => {
  const samples = parseExposition(prometheus(make('failing'), show));
  expect(samples.find(({ name }) => name === 'owui_doctor_healthy')?.value).toBe(0);
  expect(samples.filter(({ labels, value }) => labels.check === 'ollama.tags' && value === 1)).toEqual([
    {
      name: 'owui_doctor_check_status',
      labels: {
        check: 'ollama.tags',
        instance: 'open-webui',
        subject: 'http://host.docker.internal:11434',
        status: 'fail',
      },
      value: 1,
    },
  ]);
});

test('two causes of one name, and two rows of one subject, are one series each for Prometheus', () => {
  const report = make('failing');
  const [first] = report.diagnoses;
  const [row] = report.checks;
  if (first === undefined || row === undefined) throw new Error('an empty sample');
  const twin = (rank: number, failingHop: typeof first.failingHop) =>
    ({ ...first, cause: 'undetermined', rank, failingHop }) as const;
  const samples = parseExposition(
    prometheus(
      {
        ...report,
        diagnoses: [twin(1, 'browser'), twin(2, 'dns'), twin(3, 'dns')],
        checks: [row, { ...row, vantage: 'self', status: 'fail' }, { ...row, status: 'warn' }],
      },
      show,
    ),
  );
  const ranks = samples.filter(({ name }) => name === 'owui_doctor_cause_rank');
  expect(ranks.map(({ labels, value }) => [labels.hop, value])).toEqual([
    ['browser', 1],
    ['dns', 2],
  ]);
  const rows = samples.filter(({ name }) => name === 'owui_doctor_check_status');
  expect(rows.filter(({ value }) => value === 1).map(({ labels }) => labels.status)).toEqual(['fail']);
  expect(rows).toHaveLength(6);
});

test.each([['text'], ['json'], ['junit'], ['github'], ['markdown'], ['prometheus']] as const)(
  'no secret is in the %s report',
  async (format) => {
    const { reporterOf } = await import('../../src/report/reporters.js');
    const written = (await reporterOf(format))(make('hostile'), { ...show, verbosity: 'verbose' });
    expect(written).not.toMatch(/hunter2|abcdefghijklmnop/u);
  },
);
