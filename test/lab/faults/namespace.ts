import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** A network of the tests' own, with rules, a name server, and no way out. */
export interface Namespace {
  /** Enters it, before a program and its arguments. */
  readonly enter: readonly string[];
  /** Another one: without IPv6, and with a name server that is not there. */
  readonly enterBare: readonly string[];
  stop(): Promise<void>;
}

const REJECTS: readonly (readonly [number, string])[] = [
  [31011, 'icmp-port-unreachable'],
  [31012, 'tcp-reset'],
  [31013, 'icmp-host-prohibited'],
  [31014, 'icmp-admin-prohibited'],
  [31015, 'icmp-host-unreachable'],
  [31016, 'icmp-net-unreachable'],
  [31017, 'icmp-net-prohibited'],
  [31018, 'icmp-proto-unreachable'],
];

/** Needs root. */
export async function startNamespace(): Promise<Namespace> {
  const name = `owuidoc-f-${process.pid}`;
  const bare = `owuidoc-g-${process.pid}`;
  const ip = (...args: string[]) => void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const files = (namespace: string, nameServer: string) => {
    mkdirSync(`/etc/netns/${namespace}`, { recursive: true });
    writeFileSync(`/etc/netns/${namespace}/resolv.conf`, `nameserver ${nameServer}\n`);
    const both = ['localhost', 'both.test'].map((host) => `::1 ${host}\n127.0.0.1 ${host}\n`);
    writeFileSync(`/etc/netns/${namespace}/hosts`, both.join(''));
  };
  const within = (...args: string[]) => ip('netns', 'exec', name, ...args);
  for (const [namespace, nameServer] of [
    [name, '127.0.0.53'],
    [bare, '127.0.0.54'],
  ] as const) {
    files(namespace, nameServer);
    ip('netns', 'add', namespace);
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
  }
  ip('netns', 'exec', bare, 'sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1');
  // The kernel would answer one connection a second: here every one is to see its rule.
  within('sysctl', '-qw', 'net.ipv4.icmp_ratelimit=0', 'net.ipv6.icmp.ratelimit=0');
  // A neighbour's network whose other end knows nobody.
  ip('-n', name, 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1');
  ip('-n', name, 'addr', 'add', '10.77.0.1/24', 'dev', 'v0');
  ip('-n', name, 'link', 'set', 'v0', 'up');
  ip('-n', name, 'link', 'set', 'v1', 'up');
  const tcp = (port: number) => ['-p', 'tcp', '--dport', String(port)];
  for (const [port, how] of REJECTS)
    within('iptables', '-A', 'INPUT', ...tcp(port), '-j', 'REJECT', '--reject-with', how);
  within('iptables', '-A', 'INPUT', ...tcp(31010), '-j', 'DROP');
  within('iptables', '-A', 'OUTPUT', ...tcp(31019), '-j', 'DROP');
  within('iptables', '-A', 'OUTPUT', ...tcp(31020), '-j', 'REJECT');
  within('ip6tables', '-A', 'INPUT', ...tcp(31004), '-j', 'DROP');
  for (const tables of ['iptables', 'ip6tables']) within(tables, '-A', 'INPUT', ...tcp(31005), '-j', 'DROP');

  const dir = mkdtempSync(join(tmpdir(), 'owuidoc-namespace-'));
  const program = join(dir, 'servers.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'namespace-servers.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  const servers = await ready(
    spawn('ip', ['netns', 'exec', name, process.execPath, program], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  return {
    enter: ['ip', 'netns', 'exec', name],
    enterBare: ['ip', 'netns', 'exec', bare],
    stop: async () => {
      const gone = new Promise((resolve) => servers.once('close', resolve));
      servers.kill('SIGKILL');
      await gone;
      for (const namespace of [name, bare]) {
        ip('netns', 'del', namespace);
        rmSync(`/etc/netns/${namespace}`, { recursive: true, force: true });
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function ready(child: ChildProcess): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`the servers ended: ${code}`)));
  });
}
