// Builds the package into dist/: a small launcher, one lazily evaluated bundle, and one file for each heavy library.
// Needs nothing but Node and npm: what is missing is installed first. `node build.mjs --run [arguments]` then runs it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('.', import.meta.url));
process.chdir(top);
const run = process.argv.indexOf('--run');

function must(command, args, options = {}) {
  const { status } = spawnSync(command, args, { stdio: ['inherit', 'ignore', 'inherit'], ...options });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync('node_modules/esbuild')) must('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--silent']);
const { build } = await import('esbuild');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Loaded only where they are needed, so each is a file of its own that `import()` reaches. */
const HEAVY = ['yargs', 'yargs/helpers', 'ora', 'cli-table3', 'dockerode', 'semver', 'dotenv', 'yaml'];
const fileOf = (name) => `vendor/${name.replace('/', '-')}.cjs`;

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['*.node'],
  // import() becomes require(): loading a CommonJS file through the ES module loader costs 40 ms of lexing.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': '__moduleUrl', __VERSION__: JSON.stringify(version) },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'error',
  legalComments: 'none',
};

/** Sends imports of heavy libraries to their own files. */
const lazily = {
  name: 'lazily',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${HEAVY.join('|')})$`) }, ({ path, kind }) =>
      kind === 'entry-point' ? null : { path: `./${fileOf(path)}`, external: true },
    );
  },
};

/** Parts of docker-modem that this program never uses (BuildKit) or hardly ever (ssh://): kept off the start-up path. */
const withoutBuildKit = {
  name: 'without-buildkit',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(@grpc\/grpc-js|@grpc\/proto-loader)$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
    onResolve({ filter: /^ssh2$/ }, ({ path }) => ({ path, namespace: 'late' }));
    onLoad({ filter: /.*/, namespace: 'late' }, () => ({
      // A name that is only known at run time keeps the library out of the bundle, and its loading to the first use.
      contents: `module.exports = { Client: function () { const name = ['ssh2'].join(); return new (require(name).Client)(); } };`,
    }));
  },
};

/** Plug-ins may be ES modules: they keep a true import(), in a file of its own. */
const trueImport = {
  name: 'true-import',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/import-module\.js$/ }, () => ({ path: './import-module.cjs', external: true }));
  },
};

/** yargs measures its help with a library whose regular expressions take 60 ms to compile; ours has a table. */
const ownWidth = {
  name: 'own-width',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, ({ path }) => ({ path, namespace: 'width' }));
    onLoad({ filter: /.*/, namespace: 'width' }, () => ({
      contents: `import { widthOf } from './src/report/text/width.ts';
export default (text) => widthOf(text.replace(/\\u001b\\[[\\d;]*m/g, ''));`,
      resolveDir: top,
    }));
  },
};

/** The launcher hands over to the rest by `import()`, so that --version loads nothing else. */
const handsOver = {
  name: 'hands-over',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/main\.js$/ }, () => ({ path: './cli.cjs', external: true }));
  },
};

// Built aside and then put in place, so that a running doctor never sees half a build.
const aside = `.cache/build-${process.pid}`;
mkdirSync(aside, { recursive: true });
await Promise.all([
  build({
    ...common,
    entryPoints: ['src/cli/bin.ts'],
    outfile: `${aside}/bin.cjs`,
    plugins: [handsOver],
    // In syntax that old versions of Node read: it tells them what is missing.
    target: 'node12',
    define: { __VERSION__: JSON.stringify(version) },
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: aside,
    outExtension: { '.js': '.cjs' },
    plugins: [lazily, trueImport],
  }),
  build({
    ...common,
    entryPoints: ['src/cli/import-module.ts'],
    outfile: `${aside}/import-module.cjs`,
    supported: {},
  }),
  build({
    ...common,
    entryPoints: ['src/plugin.ts'],
    outfile: `${aside}/plugin.js`,
    format: 'esm',
    define: {},
    banner: {},
    plugins: [],
  }),
  ...HEAVY.map((name) =>
    build({
      ...common,
      stdin: { contents: libraryEntry(name), resolveDir: top },
      outfile: `${aside}/${fileOf(name)}`,
      plugins: name.startsWith('yargs') ? [ownWidth] : [withoutBuildKit],
    }),
  ),
]);
// The types of the public API, for those who write plug-ins.
const paths = { outDir: './types', rootDir: '../..' };
const types = { extends: '../../tsconfig.json', files: ['../../src/plugin.ts'], include: [] };
const compilerOptions = {
  ...paths,
  declaration: true,
  emitDeclarationOnly: true,
  typeRoots: ['../../node_modules/@types'],
};
writeFileSync(`${aside}/tsconfig.json`, JSON.stringify({ ...types, compilerOptions }));
must(process.execPath, ['node_modules/typescript/lib/tsc.js', '-p', aside]);
rmSync(`${aside}/tsconfig.json`);
cpSync('src/python', `${aside}/python`, { recursive: true });
chmodSync(`${aside}/bin.cjs`, 0o755);
rmSync('dist', { recursive: true, force: true });
renameSync(aside, 'dist');

/**
 * What `import()` of a vendor file gives has to be what the library itself gives: Node takes the whole of a CommonJS
 * module as its default export, so an ES module's default carries its other names.
 */
function libraryEntry(name) {
  return `const library = require('${name}');
module.exports = library.__esModule && library.default ? Object.assign(library.default, library) : library;`;
}

if (run >= 0) {
  const { status } = spawnSync(process.execPath, ['dist/bin.cjs', ...process.argv.slice(run + 1)], {
    stdio: 'inherit',
  });
  process.exit(status ?? 70);
}
