import type { Status } from '../types/check.js';
import type { Reporter } from './reporter.js';

const STATUSES: readonly Status[] = ['pass', 'warn', 'fail', 'skip', 'unknown', 'crash'];

/** A label's value in the text exposition format. */
function label(text: string): string {
  return text.replace(/\\/gu, '\\\\').replace(/"/gu, '\\"').replace(/\n/gu, '\\n');
}
function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${label(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}
function metric(name: string, help: string, samples: readonly string[]): readonly string[] {
  return samples.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
}

/** For the textfile collector of Prometheus' node exporter. A row's status is the sample with value 1. */
export const prometheus: Reporter = (report) => {
  const rows = report.checks.flatMap(({ id, instance, subject, status }) =>
    STATUSES.map((one) =>
      sample(
        'owui_doctor_check_status',
        { check: id, instance: instance ?? '', subject: subject ?? '', status: one },
        Number(one === status),
      ),
    ),
  );
  const causes = report.diagnoses.map(({ cause, instance, rank }) =>
    sample('owui_doctor_cause_rank', { cause, instance: instance ?? '' }, rank),
  );
  const time = Date.parse(report.startedAt) / 1000;
  const lines = [
    ...metric('owui_doctor_healthy', '1 where the exit code is 0.', [
      sample('owui_doctor_healthy', {}, Number(report.exitCode === 0)),
    ]),
    ...metric('owui_doctor_exit_code', 'Exit code of the run.', [sample('owui_doctor_exit_code', {}, report.exitCode)]),
    ...metric('owui_doctor_run_timestamp_seconds', 'When the run began.', [
      sample('owui_doctor_run_timestamp_seconds', {}, time),
    ]),
    ...metric('owui_doctor_run_duration_seconds', 'How long the run took.', [
      sample('owui_doctor_run_duration_seconds', {}, report.durationMs / 1000),
    ]),
    ...metric('owui_doctor_check_status', 'Status of each row of each check, as a state set.', [...new Set(rows)]),
    ...metric('owui_doctor_cause_rank', 'Causes that were found; rank 1 is to be treated first.', [...new Set(causes)]),
  ];
  return `${lines.join('\n')}\n`;
};
