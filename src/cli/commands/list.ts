import { say } from '../../messages/program.js';
import { wrap } from '../../report/text/wrap.js';
import type { Lang } from '../../types/text.js';
import { catalogueOf } from '../catalogue.js';
import type { Io } from '../io.js';
import { textOrJson } from '../outputs.js';
import type { Program } from '../program.js';
import type { Settings } from '../settings.js';
import { widthOfSink } from '../terminal.js';

type Row = { readonly id: string; readonly title: string; readonly sends?: readonly string[] };

/** `list`: all checks and causes with their ids, as text or JSON. */
export async function list(settings: Settings, program: Program, io: Io, signal: AbortSignal): Promise<number> {
  const { lang, outputs } = settings;
  const format = textOrJson(outputs);
  const { checks, causes } = await catalogueOf(program, settings, io.cwd, signal);
  const rows = {
    checks: checks.map(({ id, title, scope, needs = [], sends = [] }) => ({
      id,
      title: bare(title[lang]),
      scope,
      needs,
      sends,
    })),
    causes: causes.map(({ id, title, scope, hop }) => ({ id, title: bare(title[lang]), scope, hop })),
  };
  if (format === 'json') io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else io.stdout.write(asText(rows.checks, rows.causes, lang, widthOfSink(io.stdout, io.env)));
  return 0;
}

/** A title without its placeholders: there is no instance here that could fill them. */
function bare(title: string): string {
  return title.replace(/\{(\w+)\}/gu, '…');
}

function asText(checks: readonly Row[], causes: readonly Row[], lang: Lang, width: number): string {
  const column = Math.max(0, ...[...checks, ...causes].map(({ id }) => id.length)) + 4;
  const lines = (rows: readonly Row[]): readonly string[] =>
    rows.flatMap(({ id, title, sends = [] }) =>
      wrap(
        sends.length === 0 ? title : say(lang, 'list.sends', { title, hosts: sends }),
        Math.max(24, width - column),
      ).map((line, index) => (index === 0 ? `  ${id}` : '').padEnd(column) + line),
    );
  const parts = [
    say(lang, 'list.checks'),
    ...lines(checks),
    '',
    say(lang, 'list.causes'),
    ...lines(causes),
    '',
    say(lang, 'list.more'),
  ];
  return `${parts.join('\n')}\n`;
}
