import { type ProgramCode, say } from '../../messages/program.js';
import { withOptional } from '../../messages/render.js';
import { wrap } from '../../report/text/wrap.js';
import type { Cause, Topic } from '../../types/cause.js';
import type { Check } from '../../types/check.js';
import type { Lang } from '../../types/text.js';
import { catalogueOf } from '../catalogue.js';
import type { Io } from '../io.js';
import type { Program } from '../program.js';
import type { Settings } from '../settings.js';
import { nearest } from '../suggest.js';
import { useColor, widthOfSink } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { list } from './list.js';

const bold = (text: string): string => `${String.fromCharCode(27)}[1m${text}${String.fromCharCode(27)}[0m`;

/** `explain <id>`: the page of one check or cause, from its definition; without an id, which ids there are. */
export async function explain(settings: Settings, program: Program, io: Io, signal: AbortSignal): Promise<number> {
  const { lang, color } = settings;
  const id = settings.argument;
  if (id === null) return list(settings, program, io, signal);
  const { checks, causes, topics = [] } = await catalogueOf(program, settings, io.cwd, signal);
  const check = checks.find((one) => one.id === id);
  const cause = [...causes, ...topics].find((one) => one.id === id);
  const ids = [...checks, ...causes, ...topics].map((one) => one.id);
  if (check === undefined && cause === undefined)
    throw new UsageError('cli.unknown-id', { value: id }, nearest(id, ids));
  const width = Math.min(widthOfSink(io.stdout, io.env), 100);
  const head = useColor(color, io.stdout, io.env) ? bold : (text: string): string => text;
  const page = new Page(width, lang, head);
  if (check !== undefined) aboutCheck(check, page);
  if (cause !== undefined) aboutCause(cause, page);
  io.stdout.write(page.text());
  return 0;
}

/** Lines of one page: headings, paragraphs, items. */
class Page {
  readonly #lines: string[] = [];

  constructor(
    private readonly width: number,
    readonly lang: Lang,
    private readonly bold: (text: string) => string,
  ) {}

  title(id: string, kind: ProgramCode, title: string): void {
    const aside = this.lang === 'en' ? ` (${say(this.lang, kind)})` : `（${say(this.lang, kind)}）`;
    this.#lines.push(this.bold(id) + aside, ...wrap(unfilled(title), this.width));
  }

  heading(code: ProgramCode): void {
    this.#lines.push('', this.bold(say(this.lang, code)));
  }

  paragraph(text: string): void {
    for (const part of unfilled(text).split('\n'))
      this.#lines.push(...wrap(part, this.width - 2).map((line) => `  ${line}`.trimEnd()));
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

/** A sentence before it is filled: its arguments by name. */
function unfilled(text: string): string {
  return withOptional(text).replace(/\{(\w+)\}/gu, '<$1>');
}

function aboutCheck({ id, title, explain, needs, messages }: Check, page: Page): void {
  page.title(id, 'explain.check', title[page.lang]);
  page.heading('explain.what');
  page.paragraph(explain[page.lang]);
  if (needs !== undefined && needs.length > 0) {
    page.heading('explain.needs');
    page.paragraph(needs.join(', '));
  }
  page.heading('explain.answers');
  for (const text of Object.values(messages)) page.paragraph(`- ${text[page.lang]}`);
}

function aboutCause(
  { id, title, explain: { what, proof, fixes, wrongAdvice, sources } }: Cause | Topic,
  page: Page,
): void {
  page.title(id, 'explain.cause', title[page.lang]);
  const parts = [
    ['explain.what', what],
    ['explain.proof', proof],
    ['explain.fixes', fixes],
    ['explain.wrong', wrongAdvice],
  ] as const;
  for (const [code, text] of parts) {
    if (text === null) continue;
    page.heading(code);
    page.paragraph(text[page.lang]);
  }
  if (sources.length > 0) page.heading('explain.sources');
  for (const source of sources) page.paragraph(source);
}
