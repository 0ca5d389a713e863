import type { Row } from './run-scenario.js';

/** The result as a Markdown table, one line a cause and version. */
export function tableOf(rows: readonly Row[]): string {
  const head = [
    '| cause | version | judge | broken | host | sidecar | first fix | rehearsed | healed | exit after |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  const lines = rows.map((row) =>
    [
      '',
      `${row.cause}${row.variant ? ` (${row.variant})` : ''}`,
      row.version,
      row.judge,
      row.brokenBefore,
      row.host === row.cause ? `✔ ${row.certainty}` : `✖ ${row.host}`,
      row.inContainer === row.cause ? '✔' : row.inContainer,
      row.fix,
      row.rehearsal,
      row.healedAfter ? '✔' : '✖',
      row.exitAfter ?? '-',
      '',
    ]
      .join(' | ')
      .trim(),
  );
  return [...head, ...lines, ''].join('\n');
}
