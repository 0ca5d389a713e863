/** What differs between two containers for reasons of its own: ids, paths, times, chosen ports. */
const OWN = new Set([
  ...['Id', 'Created', 'StartedAt', 'FinishedAt', 'Pid', 'ResolvConfPath', 'HostnamePath', 'HostsPath', 'LogPath'],
  ...['SandboxID', 'SandboxKey', 'EndpointID', 'GraphDriver', 'ExecIDs', 'Health', 'ExitCode'],
  // `docker create` asks for the outputs, `docker run -d` does not: nobody is attached either way.
  ...['AttachStdout', 'AttachStderr'],
]);

/** @returns the places where two trees differ, with both values; lists are compared as sets */
export function differences(a: unknown, b: unknown, path = ''): readonly string[] {
  if (isTree(a) && isTree(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !OWN.has(key)).sort();
    return keys.flatMap((key) => differences(a[key], b[key], `${path}.${key}`));
  }
  return text(a) === text(b) ? [] : [`${path}: ${text(a)} -> ${text(b)}`];
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : (value ?? null));
