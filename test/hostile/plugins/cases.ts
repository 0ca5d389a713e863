/** Plug-ins that do what they should not, as the text of their files; `expect` is the exit code that the contract gives them. */

/** The beginning of every file: a check and a cause that are in order, to be changed. */
export const HEAD = `
const T = { en: 'A sentence.', 'zh-CN': '一句话。' };
const check = (change) => ({ id: 'bad.check', scope: 'run', title: T, explain: T, messages: { ok: T }, run: async () => ({ status: 'pass', code: 'ok' }), ...change });
const good = [check({ id: 'good.check', title: { en: 'The good check', 'zh-CN': '好' } }), check({ id: 'failing.check', title: { en: 'The failing check', 'zh-CN': '坏' }, run: async () => ({ status: 'fail', code: 'ok' }) })];
const said = { code: 'ok', args: {} };
const found = { cause: 'bad.cause', independent: true, certainty: 'proven', instance: null, explains: ['failing.check'], failingHop: 'webui', message: said, proof: [], refuted: [] };
const fix = { id: 'a-fix', title: said, commands: [], undo: [], steps: [], sideEffects: [], rehearsal: { result: 'not-possible', detail: said } };
const story = { what: T, proof: T, fixes: T, wrongAdvice: null, sources: [] };
const cause = (change) => ({ id: 'bad.cause', scope: 'run', hop: 'webui', title: T, messages: { ok: T }, explain: story, diagnose: () => [{ ...found, cause: change.id }], prescribe: () => [fix], ...change });
const forever = new Promise(() => {});
`;

const pass = `{ status: 'pass', code: 'ok' }`;

/** What a check's `run` does: its row is `crash`, and everything else is reported. */
export const BREAKING_RUNS: readonly (readonly [name: string, run: string])[] = [
  ['returns a number', 'async () => 5'],
  ['returns nothing', 'async () => {}'],
  ['returns null', 'async () => null'],
  ['returns text', `async () => 'pass'`],
  ['returns an empty list', 'async () => []'],
  ['returns a list with a hole', `async () => [${pass}, , ${pass}]`],
  ['returns without a promise', '() => 5'],
  ['returns a function', 'async () => () => {}'],
  ['no code', `async () => ({ status: 'pass' })`],
  ['a code of escapes', `async () => ({ status: 'pass', code: '\\u001b[31m' })`],
  ['a number as code', `async () => ({ status: 'pass', code: 7 })`],
  ['no status', `async () => ({ code: 'ok' })`],
  ['an unknown status', `async () => ({ status: 'green', code: 'ok' })`],
  ['the status of a property of every object', `async () => ({ status: 'constructor', code: 'ok' })`],
  ['a number as subject', `async () => ({ status: 'pass', code: 'ok', subject: 5 })`],
  ['an object as subject', `async () => ({ status: 'pass', code: 'ok', subject: {} })`],
  ['objects in args', `async () => ({ status: 'pass', code: 'ok', args: { a: { b: 1 } } })`],
  ['BigInt in args', `async () => ({ status: 'pass', code: 'ok', args: { a: 5n } })`],
  ['a symbol in args', `async () => ({ status: 'pass', code: 'ok', args: { a: Symbol('x') } })`],
  ['NaN in args', `async () => ({ status: 'pass', code: 'ok', args: { a: NaN } })`],
  ['a function in args', `async () => ({ status: 'pass', code: 'ok', args: { a() {} } })`],
  ['a list as args', `async () => ({ status: 'pass', code: 'ok', args: [1] })`],
  ['a circle in args', `async () => { const a = {}; a.a = a; return { status: 'pass', code: 'ok', args: a }; }`],
  ['100,000 rows', `async () => Array.from({ length: 100_000 }, () => (${pass}))`],
  ['8 MB of text', `async () => ({ status: 'pass', code: 'ok', args: { a: 'x'.repeat(8e6) } })`],
  ['observations that are no list', `async () => ({ status: 'pass', code: 'ok', observations: 5 })`],
  ['observations that are no ids', `async () => ({ status: 'pass', code: 'ok', observations: ['::x', {}] })`],
  ['an unknown vantage point', `async () => ({ status: 'pass', code: 'ok', vantage: 'moon' })`],
  ['a getter that throws', `async () => ({ status: 'pass', get code() { throw new Error('no'); } })`],
  [
    'a list read by a getter that throws',
    `async () => ({ status: 'pass', code: 'ok', args: { get a() { throw 1; } } })`,
  ],
  ['a proxy that throws', `async () => new Proxy({}, { get() { throw new Error('no'); }, ownKeys() { throw 2; } })`],
  ['a thenable that throws', 'async () => ({ then() { throw null; } })'],
  ['throws an Error', `async () => { throw new TypeError('no'); }`],
  ['throws without a promise', `() => { throw new TypeError('no'); }`],
  ['throws undefined', 'async () => { throw undefined; }'],
  ['throws null', 'async () => { throw null; }'],
  ['throws a text', `async () => { throw 'no'; }`],
  ['throws an object without a prototype', 'async () => { throw Object.create(null); }'],
  ['throws a symbol', `async () => { throw Symbol('no'); }`],
  [
    'throws an Error whose message throws',
    `async () => { throw Object.defineProperty(new Error(), 'message', { get() { throw 1; } }); }`,
  ],
  ['throws an Error of 1 MB', `async () => { throw new Error('x'.repeat(1e6)); }`],
  ['throws escapes', `async () => { throw new Error('\\u001b[2J\\n::stop-commands::x'); }`],
  ['a late throw while it runs', `() => { setTimeout(() => { throw new Error('late'); }, 5); return forever; }`],
  [
    'a late throw after its answer',
    `async () => { setTimeout(() => { throw new Error('late'); }, 0); return ${pass}; }`,
  ],
  ['an interval of throws', `() => { setInterval(() => { throw undefined; }, 1); return forever; }`],
  ['a rejection that nobody handles', `async () => { Promise.reject(new Error('stray')); return ${pass}; }`],
  ['a rejection with nothing', `async () => { Promise.reject(); return ${pass}; }`],
  [
    'an event that throws',
    `async () => { const { EventEmitter } = await import('node:events'); setImmediate(() => new EventEmitter().emit('error', new Error('no'))); return forever; }`,
  ],
  ['process.exit(0)', 'async () => process.exit(0)'],
  ['process.exit() later', 'async () => { setTimeout(() => process.exit(), 5); return forever; }'],
  ['process.exit(0) in a microtask', 'async () => { queueMicrotask(() => process.exit(0)); return forever; }'],
  ['recursion without end', 'async () => { const f = () => f() + 1; return f(); }'],
  ['asks nobody', 'async (context) => { await context.ask(null, null); }'],
  [
    'asks from a place of its own',
    `async (context) => { await context.ask({ id: 'host', availability: { ok: true }, ask: async () => [5] }, { kind: 'clock' }); return ${pass}; }`,
  ],
  [
    'asks what is no probe',
    `async (context) => { await context.ask(context.host, { kind: 'moon' }); return ${pass}; }`,
  ],
  [
    'asks a URL that is a number',
    `async (context) => { await context.ask(context.host, { kind: 'http', url: 5 }); return ${pass}; }`,
  ],
  [
    'asks BigInt',
    `async (context) => { await context.ask(context.host, { kind: 'tcp', host: 'localhost', port: 5n }); return ${pass}; }`,
  ],
];

/** What is odd and no fault: the row is what the check says. */
export const HARMLESS_RUNS: readonly (readonly [name: string, run: string])[] = [
  ['console.log', `async () => { console.log('{'); console.info('x'); console.table([1]); return ${pass}; }`],
  ['process.stdout.write', `async () => { process.stdout.write('{"broken":'); return ${pass}; }`],
  ['writes later', `async () => { setTimeout(() => console.log(']'), 0); return ${pass}; }`],
  ['process.exitCode = 0', `async () => { process.exitCode = 0; return ${pass}; }`],
  ['undefined in args', `async () => ({ status: 'pass', code: 'ok', args: { a: undefined } })`],
  ['a code without a sentence', `async () => ({ status: 'pass', code: 'nobody.knows' })`],
  [
    'hostile text in args',
    `async () => ({ status: 'pass', code: 'ok', subject: '\\u001b]8;;x\\u0007', args: { a: ['\\u202e', '::error::'] } })`,
  ],
  ['__proto__ in args', `async () => ({ status: 'pass', code: 'ok', args: JSON.parse('{"__proto__": "x"}') })`],
];

/** A cause's answers: a row `crash` with the cause's id. */
export const BREAKING_CAUSES: readonly (readonly [name: string, change: string])[] = [
  ['diagnose throws', `{ diagnose() { throw new Error('no'); } }`],
  ['diagnose throws nothing', '{ diagnose() { throw undefined; } }'],
  ['diagnose returns null', '{ diagnose: () => null }'],
  ['diagnose returns nothing', '{ diagnose() {} }'],
  ['diagnose returns an object', '{ diagnose: () => ({}) }'],
  ['diagnose returns a number', '{ diagnose: () => 5 }'],
  ['diagnose returns a promise', '{ diagnose: async () => [] }'],
  ['diagnose returns a promise that rejects', `{ diagnose: async () => { throw new Error('no'); } }`],
  ['diagnose returns a list of null', '{ diagnose: () => [null] }'],
  ['a diagnosis of an unknown hop', `{ diagnose: () => [{ ...found, failingHop: 'moon' }] }`],
  ['a diagnosis of an unknown certainty', '{ diagnose: () => [{ ...found, certainty: 5 }] }'],
  ['a diagnosis without a message', '{ diagnose: () => [{ ...found, message: undefined }] }'],
  ['a diagnosis that explains a number', '{ diagnose: () => [{ ...found, explains: 5 }] }'],
  ['a diagnosis with BigInt', "{ diagnose: () => [{ ...found, message: { code: 'ok', args: { a: 5n } } }] }"],
  ['a proof that is no list', `{ diagnose: () => [{ ...found, proof: 'x' }] }`],
  ['a diagnosis that throws when it is read', '{ diagnose: () => [{ ...found, get proof() { throw 1; } }] }'],
  ['diagnose calls process.exit(0)', '{ diagnose() { process.exit(0); } }'],
  ['diagnose throws later', `{ diagnose() { setTimeout(() => { throw new Error('late'); }, 0); return []; } }`],
  ['prescribe throws', `{ prescribe() { throw new Error('no'); } }`],
  ['prescribe returns null', '{ prescribe: () => null }'],
  ['prescribe returns text', `{ prescribe: () => 'run this' }`],
  ['prescribe returns a promise', '{ prescribe: async () => [fix] }'],
  ['a fix without a rehearsal', '{ prescribe: () => [{ ...fix, rehearsal: undefined }] }'],
  ['a fix whose commands are text', `{ prescribe: () => [{ ...fix, commands: ['rm -rf /'] }] }`],
  ['a fix whose steps are numbers', '{ prescribe: () => [{ ...fix, steps: [1] }] }'],
  ['a fix whose id has escapes', `{ prescribe: () => [{ ...fix, id: '\\u001b[31m' }] }`],
];

/** Definitions: exit 2 and one line that names the plug-in and what is wrong with it. */
export const BAD_DEFINITIONS: readonly (readonly [name: string, file: string, says: string])[] = [
  ['no default export', 'export const x = 1;', 'default export'],
  ['null', 'export default null;', 'default export'],
  ['a number', 'export default 5;', 'default export'],
  ['checks that are no list', 'export default { checks: 5 };', 'checks'],
  ['a check that is null', 'export default { checks: [null] };', 'checks[0]'],
  ['a hole in the list', 'export default { checks: [check({}), , check({})] };', 'checks[1]'],
  ['id a number', 'export default { checks: [check({ id: 5 })] };', 'checks[0].id'],
  ['id empty', `export default { checks: [check({ id: '' })] };`, 'checks[0].id'],
  ['id with escapes', `export default { checks: [check({ id: 'a.\\u001b[31m' })] };`, 'checks[0].id'],
  ['id with a line break', `export default { checks: [check({ id: 'a\\n::error::b' })] };`, 'checks[0].id'],
  ['title missing', 'export default { checks: [check({ title: undefined })] };', 'checks[0].title'],
  ['title in Chinese alone', `export default { checks: [check({ title: { 'zh-CN': '一' } })] };`, 'checks[0].title.en'],
  ['messages null', 'export default { checks: [check({ messages: null })] };', 'checks[0].messages'],
  ['messages of numbers', 'export default { checks: [check({ messages: { ok: 5 } })] };', 'checks[0].messages.ok'],
  ['needs a number', 'export default { checks: [check({ needs: 5 })] };', 'checks[0].needs'],
  ['needs what is not there', `export default { checks: [check({ needs: ['no.such'] })] };`, 'unknown-need no.such'],
  ['needs itself', `export default { checks: [check({ needs: ['bad.check'] })] };`, 'circle bad.check'],
  ['scope unknown', `export default { checks: [check({ scope: 'world' })] };`, 'checks[0].scope'],
  ['no run', 'export default { checks: [check({ run: 5 })] };', 'checks[0].run'],
  ['a shipped id', `export default { checks: [check({ id: 'ollama.tags' })] };`, 'twice ollama.tags'],
  ['a getter that throws', `export default { get checks() { throw new Error('no'); } };`, 'Error: no'],
  [
    'a list whose getter throws',
    `export default { checks: [Object.defineProperty(check({}), 'id', { get() { throw new Error('no'); } })] };`,
    'Error: no',
  ],
  ['a cause without prescribe', 'export default { causes: [cause({ prescribe: null })] };', 'causes[0].prescribe'],
  ['a cause without a story', 'export default { causes: [cause({ explain: undefined })] };', 'causes[0].explain'],
  ['a cause of an unknown hop', `export default { causes: [cause({ hop: 'moon' })] };`, 'causes[0].hop'],
  ['a cause whose title is missing', 'export default { causes: [cause({ title: undefined })] };', 'causes[0].title'],
  ['throws while it is loaded', `throw new Error('no');`, 'Error: no'],
  ['throws undefined while it is loaded', 'throw undefined;', 'undefined'],
  ['throws an object without a prototype while it is loaded', 'throw Object.create(null);', 'a thrown object'],
  ['no JavaScript', 'export default {', 'SyntaxError'],
  ['process.exit(0) while it is loaded', 'process.exit(0);', 'process.exit(0)'],
  ['a module that waits for ever', 'await forever;', 'ETIMEDOUT'],
];
