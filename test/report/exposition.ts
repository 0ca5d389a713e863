/** One sample of Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LABEL = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(,|\})/u;
const ESCAPES: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' };

/**
 * Reads Prometheus' text format strictly: HELP and TYPE once a metric and before its samples, samples of one metric
 * together, no series twice. What a scrape would refuse is thrown.
 */
export function parseExposition(source: string): readonly Sample[] {
  if (!source.endsWith('\n')) throw new Error('the last line has no end');
  const samples: Sample[] = [];
  const told = { HELP: new Set<string>(), TYPE: new Set<string>() };
  const series = new Set<string>();
  const closed = new Set<string>();
  let current: string | null = null;
  for (const line of source.slice(0, -1).split('\n')) {
    const about = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/u.exec(line);
    const name: string = about?.[2] ?? nameOf(line);
    if (name !== current) {
      if (closed.has(name)) throw new Error(`${name} stands in two places`);
      if (current !== null) closed.add(current);
      current = name;
    }
    if (about !== null) {
      const kind = about[1] === 'HELP' ? 'HELP' : 'TYPE';
      if (told[kind].has(name) || samples.at(-1)?.name === name) throw new Error(`${kind} of ${name} twice or late`);
      if (kind === 'TYPE' && !/^(?:gauge|counter|untyped)$/u.test(about[3] ?? '')) throw new Error(`no type: ${line}`);
      told[kind].add(name);
      continue;
    }
    const sample = sampleOf(line, name);
    const key = JSON.stringify([name, Object.entries(sample.labels).sort()]);
    if (series.has(key)) throw new Error(`the series ${key} twice`);
    if (!told.TYPE.has(name)) throw new Error(`no type of ${name}`);
    series.add(key);
    samples.push(sample);
  }
  return samples;
}

function nameOf(line: string): string {
  const name = /^[a-zA-Z_:][\w:]*/u.exec(line)?.[0];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  return name;
}

function sampleOf(line: string, name: string): Sample {
  const labels: Record<string, string> = {};
  let rest = line.slice(name.length);
  if (rest.startsWith('{')) {
    rest = rest.slice(1);
    for (let more = true; more; ) {
      const [whole, key = '', value = '', end] = LABEL.exec(rest) ?? [];
      if (whole === undefined) throw new Error(`no label: ${rest}`);
      if (Object.hasOwn(labels, key)) throw new Error(`the label ${key} twice`);
      labels[key] = value.replace(/\\[\\"n]/gu, (sequence) => ESCAPES[sequence] ?? sequence);
      rest = rest.slice(whole.length);
      more = end === ',';
    }
  }
  if (!/^ -?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/u.test(rest)) throw new Error(`no value: ${line}`);
  return { name, labels, value: Number(rest) };
}
