import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Lab, LabProcess } from '../lab/index.js';

/** A connection that was begun, or a packet that was sent. */
export interface Sent {
  readonly by: 'tcp' | 'udp' | 'dns';
  /** Address of the sender: a container's own, or this machine's. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** The name in a question of DNS. */
  readonly name?: string;
  readonly on: string;
}

const script = fileURLToPath(new URL('record.py', import.meta.url));
/** What the kernel and the recorder take to hand over the last packet, in milliseconds. */
const TAIL_MS = 250;

/** Records what leaves the lab's host and its containers. */
export class Recorder {
  readonly #lab: Lab;
  readonly #process: LabProcess;

  private constructor(lab: Lab, process: LabProcess) {
    this.#lab = lab;
    this.#process = process;
  }

  static async start(lab: Lab): Promise<Recorder> {
    const process = await lab.hostSpawn(['python3', '-u', script]);
    for (let tries = 0; !process.log().includes('ready'); tries += 1) {
      if (tries > 100) throw new Error(`the recorder did not start: ${process.log()}`);
      await sleep(50);
    }
    return new Recorder(lab, process);
  }

  /** What is sent while `work` runs. */
  async during(work: () => Promise<unknown>): Promise<readonly Sent[]> {
    const before = this.#process.log().length;
    await work();
    await sleep(TAIL_MS);
    const lines = this.#process.log().slice(before).split('\n');
    return lines.filter((line) => line.startsWith('{')).map((line): Sent => JSON.parse(line));
  }

  /** Names of the hosts beyond this machine that were connected to or asked for, once each; addresses that have none as they are. */
  outside(sent: readonly Sent[]): readonly string[] {
    const names = new Map<string, string>(
      Object.entries(this.#lab.hub.addresses).map(([name, address]: [string, string]) => [address, name]),
    );
    const hosts = sent.flatMap(({ by, to, name }) => {
      if (by === 'dns') return name === undefined ? [] : [name];
      return isThisMachine(to, this.#lab.address) ? [] : [names.get(to) ?? to];
    });
    return [...new Set(hosts)].toSorted();
  }
}

/** Loopback, the host's own address, its bridges and the containers on them. */
function isThisMachine(address: string, own: string): boolean {
  return address === own || /^(?:127\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|fe80:|ff02:)/u.test(address);
}
