import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { internetHosts, neighbourAddress, routerAddress } from './addresses.js';
import { plainEnv } from './engine.js';
import { enter, systemMark } from './namespace.js';
import { run, start, waitFor } from './process.js';
import type { LabState } from './state.js';

/** The lab's name server, on the router: the only one that host and containers have. It knows the lab's names and no other. */
export interface Dns {
  /** Gives a name these addresses from now on; an empty list makes the name unknown (NXDOMAIN). */
  set(name: string, addresses: readonly string[]): Promise<void>;
  /** Stops answering anything (`silent`: queries are dropped, `closed`: the port is) until `reset`. */
  fail(how: 'silent' | 'closed'): Promise<void>;
  reset(): Promise<void>;
}

const defaults: Record<string, readonly string[]> = {
  ...Object.fromEntries(Object.entries(internetHosts).map(([name, address]) => [name, [address]])),
  'nas.lan': [neighbourAddress],
  'router.lan': [routerAddress],
};

/** The name server of a lab; `fresh` starts it first. */
export async function startDns(dir: string, world: LabState['world'], fresh: boolean): Promise<Dns> {
  const folder = join(dir, 'dns');
  mkdirSync(folder, { recursive: true });
  const names = new Map(Object.entries(defaults));
  const pidFile = '/run/lab-dnsmasq.pid';
  const inWorld = (command: readonly string[]) => run(enter(world, 'internet', command), { env: plainEnv });

  const write = (): void => {
    const lines = [...names].flatMap(([name, addresses]) => addresses.map((address) => `${address} ${name}`));
    writeFileSync(join(folder, 'names'), `${lines.join('\n')}\n`);
  };
  const serve = async (): Promise<void> => {
    write();
    const listen = ['--bind-interfaces', `--listen-address=${routerAddress}`, '--port=53'];
    const only = [
      '--conf-file=/dev/null',
      '--no-resolv',
      '--no-hosts',
      '--no-poll',
      `--addn-hosts=${join(folder, 'names')}`,
    ];
    const command = [
      'dnsmasq',
      '--keep-in-foreground',
      '--user=root',
      `--pid-file=${pidFile}`,
      '--local=/#/',
      ...listen,
      ...only,
    ];
    start(enter(world, 'internet', command), join(dir, 'dnsmasq.log'), { env: { ...plainEnv, ...systemMark } });
    await waitFor(`the lab's name server (see ${dir}/dnsmasq.log)`, 5_000, async () => {
      const seen = await inWorld(['sh', '-c', `test -s ${pidFile} && grep -qi 014DA8C0:0035 /proc/net/udp`]);
      return seen.code === 0 ? true : null;
    });
  };
  const signal = (name: string) => inWorld(['sh', '-c', `kill -${name} "$(cat ${pidFile})"`]);

  if (fresh) await serve();
  return {
    async set(name, addresses) {
      names.set(name, addresses);
      write();
      await signal('HUP');
    },
    async fail(how) {
      if (how === 'closed') await signal('TERM');
      else await inWorld(['iptables', '-t', 'raw', '-I', 'PREROUTING', '-p', 'udp', '--dport', '53', '-j', 'DROP']);
    },
    async reset() {
      names.clear();
      for (const [name, addresses] of Object.entries(defaults)) names.set(name, addresses);
      await inWorld(['iptables', '-t', 'raw', '-F', 'PREROUTING']);
      const alive = await inWorld(['sh', '-c', `kill -0 "$(cat ${pidFile})"`]);
      if (alive.code !== 0) return await serve();
      write();
      await signal('HUP');
    },
  };
}
