import type { Status } from '../types/check.js';
import type { Report } from '../types/report.js';
import type { Reporter } from './reporter.js';

const STATUSES: readonly Status[] = ['pass', 'warn', 'fail', 'skip', 'unknown', 'crash'];
/** The worst one last. */
const SEVERITY: readonly Status[] = ['skip', 'pass', 'unknown', 'warn', 'fail', 'crash'];

/** A label's value in the text exposition format. */
function label(text: string): string {
  return text.replace(/\\/gu, '\\\\').replace(/"/gu, '\\"').replace(/\n/gu, '\\n');
}
/** A metric's samples by their series: labels as they are written. */
type Samples = ReadonlyMap<string, number>;

function series(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${label(text)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
function metric(name: string, help: string, samples: Samples | number): readonly string[] {
  const all = typeof samples === 'number' ? new Map([['', samples]]) : samples;
  if (all.size === 0) return [];
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...[...all].map(([key, value]) => `${name}${key} ${value}`),
  ];
}

/** The status of each row, as a state set; of rows with the same labels the worst one counts. */
function statuses(checks: Report['checks']): Samples {
  const worst = new Map<string, { readonly labels: Readonly<Record<string, string>>; readonly status: Status }>();
  for (const { id, instance, subject, status } of checks) {
    const labels = { check: id, instance: instance ?? '', subject: subject ?? '' };
    const other = worst.get(series(labels))?.status ?? status;
    const least = SEVERITY.indexOf(other) > SEVERITY.indexOf(status) ? other : status;
    worst.set(series(labels), { labels, status: least });
  }
  return new Map(
    [...worst.values()].flatMap(({ labels, status }) =>
      STATUSES.map((one) => [series({ ...labels, status: one }), Number(one === status)] as const),
    ),
  );
}

/** The rank of each cause; one that was found twice at the same hop of an instance has its better rank. */
function ranks(diagnoses: Report['diagnoses']): Samples {
  const found = new Map<string, number>();
  for (const { cause, instance, failingHop, rank } of diagnoses) {
    const key = series({ cause, instance: instance ?? '', hop: failingHop ?? '' });
    found.set(key, Math.min(rank, found.get(key) ?? rank));
  }
  return found;
}

/** For the textfile collector of Prometheus' node exporter: every series stands once. */
export const prometheus: Reporter = (report) => {
  const lines = [
    ...metric('owui_doctor_healthy', '1 where the exit code is 0.', Number(report.exitCode === 0)),
    ...metric('owui_doctor_exit_code', 'Exit code of the run.', report.exitCode),
    ...metric('owui_doctor_run_timestamp_seconds', 'When the run began.', Date.parse(report.startedAt) / 1000),
    ...metric('owui_doctor_run_duration_seconds', 'How long the run took.', report.durationMs / 1000),
    ...metric('owui_doctor_check_status', 'Status of each row of each check, as a state set.', statuses(report.checks)),
    ...metric(
      'owui_doctor_cause_rank',
      'Causes that were found; rank 1 is to be treated first.',
      ranks(report.diagnoses),
    ),
  ];
  return `${lines.join('\n')}\n`;
};
