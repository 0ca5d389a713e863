import type { BackendAnswer } from './webui-client.js';
import { atLeast } from './webui-version.js';

/** One answer of Open WebUI: a text is sent as plain text, everything else as JSON. */
export interface WebuiAnswer {
  readonly status: number;
  readonly value: unknown;
  readonly plain?: true;
}

const NO_CONNECTION = 'Open WebUI: Server Connection Error';
const CRASHED: WebuiAnswer = { status: 500, value: 'Internal Server Error', plain: true };

/** `GET /ollama/api/tags`: the models of every backend that answers; one that does not is left out without a word. */
export function mergedTags(answers: readonly BackendAnswer[]): WebuiAnswer {
  const models = new Map<string, Record<string, unknown> & { urls: number[] }>();
  answers.forEach((answer, at) => {
    const list = answer.kind === 'json' ? field(answer.value, 'models') : undefined;
    for (const model of Array.isArray(list) ? list : []) {
      const name = String(field(model, 'model'));
      const known = models.get(name);
      if (known === undefined) models.set(name, { ...model, urls: [at] });
      else known.urls.push(at);
    }
  });
  return { status: 200, value: { models: [...models.values()] } };
}

/** `GET /ollama/api/version`: the lowest version of the backends that answer. */
export function lowestVersion(answers: readonly BackendAnswer[]): WebuiAnswer {
  const values = answers.flatMap((answer) => (answer.kind === 'json' && answer.value !== null ? [answer.value] : []));
  if (values.length === 0) return detail(500, 'WebUI could not connect to Ollama');
  const versions = values.map((value) => field(value, 'version'));
  const texts = versions.filter((version) => typeof version === 'string');
  if (texts.length < versions.length) return CRASHED;
  return { status: 200, value: { version: texts.reduce((low, each) => (atLeast(each, low) ? low : each)) } };
}

/** `POST /ollama/verify`: what `/api/version` of any URL answers, JSON of a foreign service included. */
export function verified(answer: BackendAnswer): WebuiAnswer {
  if (answer.kind === 'timeout') return detail(500, 'Unexpected error: ');
  if (answer.kind !== 'json') return detail(500, NO_CONNECTION);
  if (answer.status === 200) return { status: 200, value: answer.value };
  const error = field(answer.value, 'error');
  const why = error === undefined ? `HTTP Error: ${answer.status}` : `External Error: ${String(error)}`;
  return detail(500, `Unexpected error: ${why}`);
}

/** The numbered routes: from 0.9.6 on they carry the client's own error, before that only the log does. */
export function numbered(version: string, answer: BackendAnswer): WebuiAnswer {
  const recent = atLeast(version, '0.9.6');
  switch (answer.kind) {
    case 'timeout':
      return detail(500, NO_CONNECTION);
    case 'failed':
      return detail(500, recent ? `Ollama: ${answer.text}` : NO_CONNECTION);
    case 'json': {
      if (answer.status < 400) return answer.empty && !recent ? notJson() : { status: 200, value: answer.value };
      const error = field(answer.value, 'error');
      if (error === undefined) return detail(recent ? answer.status : 500, NO_CONNECTION);
      return recent ? detail(answer.status, String(error)) : detail(500, `Ollama: ${String(error)}`);
    }
    case 'other':
      if (answer.status < 400) return recent ? { status: 200, value: null } : notJson();
      return recent
        ? detail(answer.status, NO_CONNECTION)
        : detail(500, `Ollama: ${answer.status} ${side(answer.status)} Error: ${answer.reason} for url: ${answer.url}`);
  }
}

/** An answer whose body is FastAPI's error. */
export function detail(status: number, text: string): WebuiAnswer {
  return { status, value: { detail: text } };
}

function notJson(): WebuiAnswer {
  return { status: 200, value: { detail: 'Ollama: Expecting value: line 1 column 1 (char 0)' } };
}

function side(status: number): string {
  return status < 500 ? 'Client' : 'Server';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
