/** The direction of imports: cli → doctor → runner, causes, fixes, report → vantage → probe → types; no circle. */
const rooms = {
  types: [],
  secrets: [],
  guard: ['types'],
  probe: ['types'],
  vantage: ['probe', 'types'],
  deployment: ['probe', 'types'],
  accounts: ['deployment', 'types'],
  messages: ['types'],
  runner: ['vantage', 'guard', 'types'],
  causes: ['deployment', 'guard', 'types'],
  fixes: ['deployment', 'vantage', 'probe', 'types'],
  report: ['messages', 'types'],
  demo: ['deployment', 'types'],
};
/** Modules that any room may use: those at the top of src/, and the rules that hide secrets and make text harmless. */
const SHARED = '^src/((assets|budgets|plugin)\\.ts$|secrets/|messages/(sanitize|invisible)\\.ts$)';

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'checks-use-the-public-api-alone',
      severity: 'error',
      from: { path: '^checks/' },
      to: { path: '^src/', pathNot: '^src/plugin\\.ts$' },
    },
    {
      name: 'nothing-imports-the-command-line',
      severity: 'error',
      from: { path: '^(src|checks)/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'only-the-command-line-imports-the-doctor',
      severity: 'error',
      from: { path: '^(src|checks)/', pathNot: '^src/cli/' },
      to: { path: '^src/doctor\\.ts$' },
    },
    {
      name: 'only-the-doctor-imports-checks',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(doctor\\.ts$|cli/)' },
      to: { path: '^checks/' },
    },
    {
      name: 'the-program-imports-no-test',
      severity: 'error',
      from: { path: '^(src|checks)/' },
      to: { path: '^test/' },
    },
    ...Object.entries(rooms).map(([room, below]) => ({
      name: `${room}-imports-downward`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: [`^src/(${[room, ...below].join('|')})/`, SHARED] },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
  },
};
