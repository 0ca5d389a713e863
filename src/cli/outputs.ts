import { resolve } from 'node:path';
import { FORMATS, type Format } from '../report/reporters.js';
import type { Arguments } from './arguments.js';
import { type Layers, oneOf } from './layers.js';
import { UsageError } from './usage-error.js';

/** One report to write. `path` null: to stdout. */
export interface Output {
  readonly format: Format;
  readonly path: string | null;
}

/** The one format of a command that writes text or JSON alone. @throws UsageError for another */
export function textOrJson(outputs: readonly Output[]): 'text' | 'json' {
  return oneOf('--format', outputs[0]?.format ?? 'text', ['text', 'json'] as const);
}

const pathOf = (value: string, cwd: string): string | null => (value === '-' ? null : resolve(cwd, value));

/**
 * Pairs formats with files. On the command line an `--output` belongs to the `--format` before it; in the environment and
 * the configuration file, lists are paired by place. A format without a file goes to stdout, which takes one at most.
 * @throws UsageError
 */
export function outputsOf(typed: Arguments['formatsAndOutputs'], layers: Layers, cwd: string): readonly Output[] {
  const pairs = typed.some(({ option }) => option === 'format')
    ? byOrder(typed, cwd)
    : byPlace(
        layers.untyped('format'),
        typed.length > 0 ? typed.map(({ value }) => value) : layers.untyped('output'),
        cwd,
      );
  const toStdout = pairs.filter(({ path }) => path === null);
  if (toStdout.length > 1) throw new UsageError('cli.output-pairs', { list: toStdout.map(({ format }) => format) });
  const paths = pairs.flatMap(({ path }) => path ?? []);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError('cli.same-output', { path: twice });
  return pairs;
}

function byOrder(typed: Arguments['formatsAndOutputs'], cwd: string): readonly Output[] {
  const pairs: { format: Format; path: string | null; paired: boolean }[] = [];
  for (const { option, value } of typed) {
    if (option === 'format') {
      pairs.push({ format: oneOf('--format', value, FORMATS), path: null, paired: false });
      continue;
    }
    const last = pairs.at(-1);
    // `--output x --format json` is understood too: nothing stands before it that it could belong to.
    if (last === undefined) return byPlaceOfFirst(typed, cwd);
    if (last.paired) throw new UsageError('cli.too-many-outputs');
    last.path = pathOf(value, cwd);
    last.paired = true;
  }
  return pairs.map(({ format, path }) => ({ format, path }));
}

function byPlaceOfFirst(typed: Arguments['formatsAndOutputs'], cwd: string): readonly Output[] {
  const values = (wanted: 'format' | 'output'): readonly string[] =>
    typed.filter(({ option }) => option === wanted).map(({ value }) => value);
  return byPlace(values('format'), values('output'), cwd);
}

function byPlace(formats: readonly string[], outputs: readonly string[], cwd: string): readonly Output[] {
  const named = formats.length === 0 ? ['text'] : formats;
  if (outputs.length > named.length) throw new UsageError('cli.too-many-outputs');
  return named.map((format, index) => {
    const output = outputs[index];
    return { format: oneOf('--format', format, FORMATS), path: output === undefined ? null : pathOf(output, cwd) };
  });
}
