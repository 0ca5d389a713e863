/**
 * Runs the TypeScript stand-in as a program: `npx tsx test/standins/ollama-main.ts`.
 * Environment: OLLAMA_HOST and OLLAMA_ORIGINS as the real program; STANDIN_MODELS (comma list), STANDIN_VERSION.
 */
import { startOllama } from '../../src/demo/ollama.js';
import { joinHostPort, parseOllamaHost } from '../../src/demo/ollama-host.js';

const { OLLAMA_HOST = '', OLLAMA_ORIGINS, STANDIN_MODELS = '', STANDIN_VERSION = '0.32.15' } = process.env;
const { host, port } = parseOllamaHost(OLLAMA_HOST);
const models = STANDIN_MODELS.split(',').filter((name) => name !== '');
const server = await startOllama({ host, port, models, version: STANDIN_VERSION, origins: OLLAMA_ORIGINS });
const where = joinHostPort(server.address, server.port);
process.stderr.write(`level=INFO source=routes.go:2008 msg="Listening on ${where} (version ${STANDIN_VERSION})"\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
