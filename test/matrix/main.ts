// All causes × all versions: `npm run matrix`, `npm run matrix -- 0.12.4 url-`. Prints the table at the end.
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Lab, startLab, type WebUiVersion, webuiVersions } from '../lab/index.js';
import { scenarios } from './all.js';
import { type Row, runScenario } from './run-scenario.js';
import type { Scenario } from './scenario.js';

const words = process.argv.slice(2);
const versions = words.filter((word): word is WebUiVersion => (webuiVersions as readonly string[]).includes(word));
const filters = words.filter((word) => !(webuiVersions as readonly string[]).includes(word));
const chosen = scenarios.filter(
  ({ cause }) => filters.length === 0 || filters.some((filter) => cause.startsWith(filter)),
);

async function one(lab: Lab, scenario: Scenario, version: WebUiVersion): Promise<Row | string> {
  try {
    return await runScenario(lab, scenario, version);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    await lab.reset();
  }
}

const lab = await startLab();
const rows: Row[] = [];
let bad = 0;
try {
  for (const version of versions.length > 0 ? versions : (['0.12.4', '0.9.6', '0.6.43'] as const)) {
    for (const scenario of chosen) {
      if (scenario.versions && !scenario.versions.includes(version)) continue;
      const row = await one(lab, scenario, version);
      const name = `${scenario.cause}${scenario.variant ? ` (${scenario.variant})` : ''} ${version}`;
      if (typeof row === 'string') {
        bad += 1;
        process.stdout.write(`✖ ${name}: ${row}\n`);
        continue;
      }
      rows.push(row);
      if (row.problems.length > 0) bad += 1;
      process.stdout.write(
        `${row.problems.length === 0 ? '✔' : '✖'} ${name}: ${row.host}/${row.inContainer}, ${row.fix} (${row.rehearsal}), healed ${row.healedAfter}, exit ${row.exitAfter}, ${row.seconds} s\n`,
      );
      for (const problem of row.problems) process.stdout.write(`    ${problem}\n`);
    }
  }
} finally {
  await lab.stop();
}
mkdirSync('.cache', { recursive: true });
writeFileSync('.cache/matrix.json', JSON.stringify(rows, null, 2));
process.stdout.write(
  '\n| cause | version | judge | broken | host | sidecar | first fix | rehearsed | healed | exit after |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n',
);
for (const row of rows) {
  const cells = [
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
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
process.stdout.write(`\n${rows.length} rows, ${bad} with problems\n`);
process.exitCode = bad > 0 ? 1 : 0;
