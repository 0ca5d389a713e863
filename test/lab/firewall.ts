import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainEnv } from './engine.js';
import { enter } from './namespace.js';
import { must } from './process.js';
import type { LabState } from './state.js';

const families = ['iptables', 'ip6tables'] as const;

/** Notes the host's rules as the engine has set them up: what `restoreRules` goes back to. */
export async function saveRules(dir: string, world: LabState['world']): Promise<void> {
  for (const family of families) {
    writeFileSync(
      join(dir, `${family}.rules`),
      await must(enter(world, 'host', [`${family}-save`]), { env: plainEnv }),
    );
  }
}

/** Puts the host's rules back. Tables that were not there at the start are emptied. */
export async function restoreRules(dir: string, world: LabState['world']): Promise<void> {
  for (const family of families) {
    const saved = readFileSync(join(dir, `${family}.rules`), 'utf8');
    const extra = ['raw', 'mangle', 'nat', 'filter']
      .filter((table) => !saved.includes(`*${table}\n`))
      .map((table) => `${family} -w -t ${table} -F; ${family} -w -t ${table} -X`);
    // A default policy is part of a scenario too, and a table that was not saved has none to go back to.
    const policies = saved.includes('*filter\n')
      ? []
      : ['INPUT', 'FORWARD', 'OUTPUT'].map((chain) => `${family} -w -P ${chain} ACCEPT`);
    await must(enter(world, 'host', ['sh', '-c', `${[...extra, ...policies].join('; ')}; exec ${family}-restore -w`]), {
      env: plainEnv,
      input: saved,
    });
  }
}
