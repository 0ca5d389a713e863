import { spawnSync } from 'node:child_process';

/** Milliseconds of one run of a command; throws when it could not be started. */
export function once(command: readonly string[], env: NodeJS.ProcessEnv): number {
  const [program = '', ...args] = command;
  const started = performance.now();
  const { error } = spawnSync(program, args, { env, stdio: 'ignore' });
  if (error) throw error;
  return performance.now() - started;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Medians of commands that are run in turn, so that a busy moment hits all of them alike.
 * @param rounds how often; one more before, which is not counted
 */
export function inTurn(
  commands: Readonly<Record<string, readonly string[]>>,
  rounds: number,
  env: NodeJS.ProcessEnv,
): Record<string, number> {
  const times = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, command] of Object.entries(commands)) {
      const ms = once(command, env);
      if (round > 0) times.get(name)?.push(ms);
    }
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)]));
}

/** One line of the table; `limit` is what was promised. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly beside: string;
  readonly limit: string;
  readonly kept: boolean;
}

export function table(lines: readonly Line[]): string {
  const rows = lines.map(
    ({ what, measured, beside, limit, kept }) =>
      `| ${what} | ${measured} | ${beside} | ${limit} | ${kept ? '✔' : '✖'} |`,
  );
  return [
    '| what | measured | beside, in the same run | promised | kept |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
