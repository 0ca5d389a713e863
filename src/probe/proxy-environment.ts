/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The first of some variables that is set and not empty. */
export function named(env: Environment, names: readonly string[]): { value: string; variable: string } | undefined {
  for (const variable of names) {
    const value = env[variable];
    if (value) return { value, variable };
  }
  return undefined;
}

/**
 * Python's urllib.request.getproxies_environment: every `*_proxy` in any case; a lower-case one wins, and where it is
 * empty it takes the others away.
 * @returns scheme (`http`, `https`, `all`, `no` …) to value and the variable's name
 */
export function getproxies(env: Environment): ReadonlyMap<string, { value: string; variable: string }> {
  const found = new Map<string, { value: string; variable: string }>();
  const variables = Object.keys(env).filter((name) => name.toLowerCase().endsWith('_proxy'));
  for (const variable of variables) {
    const value = env[variable];
    if (value) found.set(schemeOf(variable), { value, variable });
  }
  for (const variable of variables.filter((name) => name.endsWith('_proxy'))) {
    const value = env[variable];
    if (value) found.set(schemeOf(variable), { value, variable });
    else if (value === '') found.delete(schemeOf(variable));
  }
  return found;
}

function schemeOf(variable: string): string {
  return variable.slice(0, -'_proxy'.length).toLowerCase();
}
