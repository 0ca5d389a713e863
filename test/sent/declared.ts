import { readFileSync } from 'node:fs';

/** One row of a README's table of what is sent where. */
export interface Declared {
  /** The host, `*.` for all below a name. */
  readonly host: string;
  /** Whether it is said to be asked from inside the container. */
  readonly fromInside: boolean;
  /** Whether it is said to be asked from this machine itself. */
  readonly fromHost: boolean;
}

const HOST = /`((?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})`/gu;

/**
 * The hosts beyond the deployment that a README names.
 * @param file its name in the project's folder
 * @param heading of the section
 * @param words by which the third column names the container and this machine
 */
export function declaredIn(
  file: string,
  heading: string,
  [inside, host]: readonly [string, string],
): readonly Declared[] {
  const page = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const section = page.split(/^#{2,3} /mu).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${file} has no section “${heading}”`);
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.flatMap((row) => {
    const [to = '', , from = ''] = row.split('|').slice(1);
    return [...to.matchAll(HOST)].map(([, name = '']) => ({
      host: name,
      fromInside: from.includes(inside),
      fromHost: from.includes(host),
    }));
  });
}

/** Whether a declared host stands for a name. */
export function covers(host: string, name: string): boolean {
  return host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host;
}
