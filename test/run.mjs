// Runs every suite and ends with one line: `N passed, N failed`. Installs what is missing first.
// Suites: unit, hostile and accounts (anywhere), lab (root: a network namespace with its own Docker engine), real (the real Open WebUI in it).
// `node test/run.mjs unit lab` runs only those named; further words are given to jest as paths.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const SUITES = {
  unit: {
    paths: ['--testPathIgnorePatterns', '\\.(lab|real)\\.test\\.ts$', '/test/(accounts|hostile)/'],
    workers: '2',
    needsRoot: false,
  },
  // Faulty engines, servers, files and signals, hostile text and secrets, against the built program.
  hostile: {
    paths: ['--testPathPatterns', '/test/hostile/', '--testPathIgnorePatterns', '\\.(lab|real)\\.test\\.ts$'],
    workers: '2',
    needsRoot: false,
  },
  // These start installations on this machine, which others would find: one after the other.
  accounts: {
    paths: ['--testPathPatterns', '/test/accounts/', '--testPathIgnorePatterns', '\\.(lab|real)\\.test\\.ts$'],
    workers: '1',
    needsRoot: false,
  },
  lab: { paths: ['--testPathPatterns', '\\.lab\\.test\\.ts$'], workers: '2', needsRoot: true },
  real: { paths: ['--testPathPatterns', '\\.real\\.test\\.ts$'], workers: '2', needsRoot: true },
};
const wanted = process.argv.slice(2).filter((word) => word in SUITES);
const suites = wanted.length > 0 ? wanted : Object.keys(SUITES);
const root = process.getuid?.() === 0;

function must(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`${command} ${args.join(' ')}: ${error?.message ?? `exit ${status}`}\n`);
    process.exit(1);
  }
}

if (!existsSync('node_modules/.package-lock.json'))
  must('npm', 'install', '--no-save', '--no-audit', '--no-fund', '--silent');
must(process.execPath, 'build.mjs');
if (root && suites.some((suite) => SUITES[suite].needsRoot)) {
  must('bash', 'test/lab/install.sh');
  // Minutes on a new machine, nothing after: not in the time of any test.
  const images = ['base', 'node', 'ollama', '0.12.4', '0.9.6', '0.6.43'];
  must('node_modules/.bin/tsx', 'test/lab/cli.ts', 'build', ...images);
}

// Other versions of Node: those that are promised with the oldest of each line, and those that are told what is missing.
// Each brings its binary as a package, kept beside the build.
const NODES = ['20.19.0', '22.12.0', '22', '24', '26'];
const TOO_OLD = ['12', '14', '16', '18', '20.18.3', '22.11.0'];
const binaryOf = (version) => {
  const home = join('.cache', 'nodes', version);
  const binary = join(process.cwd(), home, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(binary))
    must('npm', 'install', '--prefix', home, '--no-audit', '--no-fund', '--silent', `node@${version}`);
  return binary;
};
process.env.OWUI_DOCTOR_NODES = NODES.map(binaryOf).join(':');
process.env.OWUI_DOCTOR_OLD_NODES = TOO_OLD.map(binaryOf).join(':');
process.env.OWUI_DOCTOR_NODE24 = binaryOf('24');

const results = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
let passed = 0;
let failed = 0;
const notRun = [];
for (const name of suites) {
  const suite = SUITES[name];
  if (suite.needsRoot && !root) {
    notRun.push(name);
    continue;
  }
  process.stdout.write(`\n== ${name} ==\n`);
  const file = join(results, `${name}.json`);
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const options = ['--maxWorkers', suite.workers, '--json', '--outputFile', file, '--forceExit', ...suite.paths];
  const { status } = spawnSync(process.execPath, [...jest, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (!existsSync(file)) {
    process.stdout.write(`jest ended with ${status} and left no result\n`);
    failed += 1;
    continue;
  }
  const result = JSON.parse(readFileSync(file, 'utf8'));
  const seconds = ({ startTime, endTime }) => Math.round((endTime - startTime) / 1000);
  const slowest = result.testResults.toSorted((one, other) => seconds(other) - seconds(one)).slice(0, 8);
  process.stdout.write(`${name}: ${result.numPassedTests} passed, ${result.numFailedTests} failed; slowest:\n`);
  for (const one of slowest) process.stdout.write(`  ${seconds(one)} s  ${relative(process.cwd(), one.name)}\n`);
  passed += result.numPassedTests;
  // A suite that did not even load counts as one failure; so does a jest that says it failed for no test's fault.
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  if (status !== 0 && result.success) failed += 1;
}
for (const name of notRun)
  process.stdout.write(
    `\nNot run: the ${name} suite, since it makes network namespaces and a Docker engine of its own and so needs root.\n`,
  );
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 || passed === 0 || (notRun.length > 0 && process.env.CI) ? 1 : 0);
