// Writes the screens of the pages, by running the built program: `npm run screens`. `--check` only tells which pages differ.
// A screen stands between `<!-- screen: name -->` and `<!-- /screen -->`; its name and the page's language say what is run.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const top = new URL('..', import.meta.url);
const program = fileURLToPath(new URL('dist/bin.cjs', top));
const PAGES = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(new URL('docs', top))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const SCREEN = /<!-- screen: ([a-z-]+) -->\n[\s\S]*?<!-- \/screen -->/g;

/** How long a run took, in the line that ends its report. */
const DURATION = / · [\d.]+ (ms|s|毫秒|秒) · /;

/** What is run for each screen, and how much of it is shown. */
const SCREENS = {
  demo: { args: ['demo', 'no-models-pulled'], cut: withoutChecks },
};

/** The diagnosis and how it ends: the list of checks between both fills a screen of its own. */
function withoutChecks(text) {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => /^(?:Checks|检查)$/.test(line));
  const to = lines.findIndex((line, index) => index > from && DURATION.test(line));
  if (from < 0 || to < 0) throw new Error(`the demo prints no list of checks:\n${text}`);
  return [...lines.slice(0, from), '…', '', ...lines.slice(to)].join('\n');
}

/** Ports in the order of their appearance, and durations, become the same in every run. */
function settled(text) {
  const usual = ['13000', '11434', '11435', '11436'];
  const ports = new Map();
  return text
    .replace(/(127\.0\.0\.1:)(\d{5})\b/g, (_, host, port) => {
      if (!ports.has(port)) ports.set(port, usual[ports.size]);
      return host + ports.get(port);
    })
    .replace(
      new RegExp(DURATION, 'gm'),
      (_, unit) => ` · 60 ${unit === 's' ? 'ms' : unit === '秒' ? '毫秒' : unit} · `,
    );
}

function made(name, lang) {
  const screen = SCREENS[name];
  if (!screen) throw new Error(`no screen is called ${name}`);
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', COLUMNS: '100', LC_ALL: 'C.UTF-8', NO_COLOR: '1' };
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...screen.args, '--lang', lang], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`owui-doctor ${screen.args.join(' ')}: exit ${status}\n${stderr}`);
  return `\`\`\`\n$ npx owui-doctor ${screen.args.join(' ')}\n${settled(screen.cut(stdout)).trimEnd()}\n\`\`\``;
}

let stale = 0;
for (const page of PAGES) {
  const file = new URL(page, top);
  const old = readFileSync(file, 'utf8');
  const lang = page.includes('zh-CN') ? 'zh-CN' : 'en';
  const now = old.replace(SCREEN, (_, name) => `<!-- screen: ${name} -->\n${made(name, lang)}\n<!-- /screen -->`);
  if (now === old) continue;
  stale += 1;
  process.stdout.write(`${page}: its screens are not what the program prints\n`);
  if (!process.argv.includes('--check')) writeFileSync(file, now);
}
process.exit(process.argv.includes('--check') && stale > 0 ? 1 : 0);
