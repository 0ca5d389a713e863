import { createHash } from 'node:crypto';
import type { Answer } from './go-http.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The routes and the methods of each, in the order in which the `Allow` header names them. */
export const OLLAMA_ROUTES: Readonly<Record<string, readonly string[]>> = {
  '/': ['HEAD', 'GET'],
  '/api/version': ['HEAD', 'GET'],
  '/api/tags': ['HEAD', 'GET'],
  '/api/ps': ['GET'],
  '/api/status': ['GET'],
  '/v1/models': ['GET'],
  '/api/pull': ['POST'],
  '/api/show': ['POST'],
  '/api/generate': ['POST'],
  '/api/chat': ['POST'],
  '/api/embed': ['POST'],
  '/api/delete': ['DELETE'],
};

/** What a running stand-in knows; `models` holds full names and changes with `pull` and `delete`. */
export interface OllamaState {
  readonly version: string;
  readonly startedAt: Date;
  readonly models: Set<string>;
}

/** A model's name with its tag: `llama3.2` is `llama3.2:latest`. */
export function fullModelName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).includes(':') ? name : `${name}:latest`;
}

/**
 * The answer of a route that exists, asked with a method that it takes.
 * @param model the model that the request's body names, empty where it names none
 * @param streaming whether the client takes lines (the program's default for pull, generate and chat)
 */
export function routeAnswer(state: OllamaState, path: string, model: string, streaming: boolean): Answer {
  const name = fullModelName(model);
  switch (path) {
    case '/':
      return { status: 200, body: 'Ollama is running', type: 'text/plain; charset=utf-8' };
    case '/api/version':
      return json({ version: state.version });
    case '/api/tags':
      return json({ models: [...state.models].map((each) => describe(state, each)) });
    case '/api/ps':
      return json({ models: [] });
    case '/api/status':
      return json({ cloud: { disabled: false, source: 'none' } });
    case '/v1/models':
      return { status: 200, body: `${JSON.stringify(openAiList(state))}\n`, type: 'application/json' };
    case '/api/pull':
      state.models.add(name);
      return lines([{ status: 'pulling manifest' }, { status: 'success' }], streaming);
    default:
      return state.models.has(name) ? modelAnswer(state, path, model, streaming) : missing(path, model);
  }
}

function modelAnswer(state: OllamaState, path: string, model: string, streaming: boolean): Answer {
  const end = { model, created_at: new Date().toISOString(), done: true, done_reason: 'stop' };
  switch (path) {
    case '/api/generate':
      return lines([{ ...end, response: 'Hello.' }], streaming);
    case '/api/chat':
      return lines([{ ...end, message: { role: 'assistant', content: 'Hello.' } }], streaming);
    case '/api/embed':
      return json({ model, embeddings: [new Array(8).fill(0)] });
    case '/api/delete':
      state.models.delete(fullModelName(model));
      return { status: 200 };
    default:
      return json(describe(state, fullModelName(model)));
  }
}

function missing(path: string, model: string): Answer {
  const quoted = path === '/api/show' ? fullModelName(model) : model;
  const error =
    path === '/api/embed' ? `model "${model}" not found, try pulling it first` : `model '${quoted}' not found`;
  return { ...json({ error }), status: 404 };
}

function describe(state: OllamaState, name: string): object {
  return {
    name,
    model: name,
    // The program writes nanoseconds; the recorded ones serve.
    modified_at: `${state.startedAt.toISOString().slice(0, 19)}.875382345Z`,
    size: 565,
    digest: createHash('sha256').update(name).digest('hex'),
    details: {
      parent_model: '',
      format: 'gguf',
      family: 'llama',
      families: ['llama'],
      parameter_size: '1K',
      quantization_level: 'F16',
      context_length: 64,
      embedding_length: 8,
    },
    capabilities: ['completion'],
  };
}

function openAiList(state: OllamaState): object {
  const created = Math.floor(state.startedAt.getTime() / 1000);
  const data = [...state.models].map((id) => ({ id, object: 'model', created, owned_by: 'library' }));
  return { object: 'list', data: data.length > 0 ? data : null };
}

function json(value: object): Answer {
  return { status: 200, body: JSON.stringify(value), type: JSON_TYPE };
}

function lines(values: readonly object[], streaming: boolean): Answer {
  if (!streaming) return json(values.at(-1) ?? {});
  return {
    status: 200,
    body: values.map((value) => `${JSON.stringify(value)}\n`).join(''),
    type: 'application/x-ndjson',
  };
}
