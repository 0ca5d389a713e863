import type { Plugin } from '../plugin.js';
import { type Cause, HOPS } from '../types/cause.js';
import type { Check } from '../types/check.js';
import type { Text } from '../types/text.js';
import { causeId, id } from './answers.js';
import { Misfit } from './plain.js';
import { accept, among, type Guard, listOf, matching, oneOf, optional, recordOf, shape, text } from './shapes.js';

/** A plug-in may bring English alone; the shipped checks and causes may not. */
type Written = { readonly en: string; readonly 'zh-CN'?: string };
const written: Guard<Written> = shape<Written>({ en: text, 'zh-CN': optional(text) });
const host = matching(/^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/u);
const scope = oneOf<Check['scope']>({ run: true, instance: true });

/**
 * Takes over what a plug-in exports: everything is read once, here, and is plain data from then on but for the
 * functions.
 * @param exported the default export
 * @throws Misfit that names what is wrong, such as `checks[0].title`; and whatever a getter throws
 */
export function readPlugin(exported: unknown): Required<Plugin> {
  const list = (name: string): readonly unknown[] => {
    const found: unknown = field(exported, name, 'the default export') ?? [];
    if (!Array.isArray(found)) throw new Misfit(name);
    return Array.from({ length: found.length }, (_, index): unknown => found[index]);
  };
  return {
    checks: list('checks').map((given, index) => readCheck(given, `checks[${index}]`)),
    causes: list('causes').map((given, index) => readCause(given, `causes[${index}]`)),
  };
}

function readCheck(given: unknown, at: string): Check {
  const get = (name: string): unknown => field(given, name, at);
  const title = textOf(get('title'), `${at}.title`);
  const explain = get('explain');
  const common = {
    id: accept(get('id'), id, `${at}.id`),
    title,
    explain: explain === undefined ? title : textOf(explain, `${at}.explain`),
    messages: textsOf(get('messages'), `${at}.messages`),
    needs: accept(get('needs') ?? [], listOf(id), `${at}.needs`),
    sends: accept(get('sends') ?? [], listOf(host), `${at}.sends`),
  };
  const run = method(given, 'run', at);
  return accept(get('scope'), scope, `${at}.scope`) === 'run'
    ? { ...common, scope: 'run', run: (context) => run(context) }
    : { ...common, scope: 'instance', run: (context) => run(context) };
}

function readCause(given: unknown, at: string): Cause {
  const get = (name: string): unknown => field(given, name, at);
  const told = get('explain');
  const story = (name: string): Text => textOf(field(told, name, `${at}.explain`), `${at}.explain.${name}`);
  const wrongAdvice: unknown = field(told, 'wrongAdvice', `${at}.explain`) ?? null;
  const common = {
    id: accept(get('id'), causeId, `${at}.id`),
    title: textOf(get('title'), `${at}.title`),
    hop: accept(get('hop'), among(HOPS), `${at}.hop`),
    messages: textsOf(get('messages'), `${at}.messages`),
    explain: {
      what: story('what'),
      proof: story('proof'),
      fixes: story('fixes'),
      wrongAdvice: wrongAdvice === null ? null : textOf(wrongAdvice, `${at}.explain.wrongAdvice`),
      sources: accept(field(told, 'sources', `${at}.explain`) ?? [], listOf(text), `${at}.explain.sources`),
    },
  };
  const diagnose = method(given, 'diagnose', at);
  const prescribe = method(given, 'prescribe', at);
  return accept(get('scope'), scope, `${at}.scope`) === 'run'
    ? { ...common, scope: 'run', diagnose: (facts) => diagnose(facts), prescribe: (...all) => prescribe(...all) }
    : { ...common, scope: 'instance', diagnose: (facts) => diagnose(facts), prescribe: (...all) => prescribe(...all) };
}

function field(value: unknown, name: string, at: string): unknown {
  if (typeof value !== 'object' || value === null) throw new Misfit(at);
  return Reflect.get(value, name);
}

/** A function of the definition; what it returns is anything, and read by `answers.ts`. */
function method(given: unknown, name: string, at: string) {
  const found = field(given, name, at);
  if (typeof found !== 'function') throw new Misfit(`${at}.${name}`);
  return (...args: readonly unknown[]) => Reflect.apply(found, given, args);
}

function bothOf({ en, 'zh-CN': chinese = en }: Written): Text {
  return { en, 'zh-CN': chinese };
}

function textOf(value: unknown, at: string): Text {
  return bothOf(accept(value, written, at));
}

function textsOf(value: unknown, at: string): Readonly<Record<string, Text>> {
  const texts = accept(value, recordOf(written), at);
  return Object.fromEntries(Object.entries(texts).map(([code, one]) => [code, bothOf(one)]));
}
