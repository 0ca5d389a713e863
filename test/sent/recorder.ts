import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Lab, LabProcess } from '../lab/index.js';

/** A connection that was begun, or a packet that was sent. */
export interface Sent {
  readonly by: 'tcp' | 'udp' | 'dns';
  /** Address of the sender: a container's own, or this machine's. */
  readonly from: string;
  /** Port of the sender, for TCP: it is kept where a container's connection leaves by the host's address. */
  readonly ownPort?: number;
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
  readonly #process: LabProcess;

  private constructor(process: LabProcess) {
    this.#process = process;
  }

  static async start(lab: Lab): Promise<Recorder> {
    const process = await lab.hostSpawn(['python3', '-u', script]);
    for (let tries = 0; !process.log().includes('ready'); tries += 1) {
      if (tries > 100) throw new Error(`the recorder did not start: ${process.log()}`);
      await sleep(50);
    }
    return new Recorder(process);
  }

  /** What is sent while `work` runs. */
  async during(work: () => Promise<unknown>): Promise<readonly Sent[]> {
    const before = this.#process.log().length;
    await work();
    await sleep(TAIL_MS);
    const lines = this.#process.log().slice(before).split('\n');
    return lines.filter((line) => line.startsWith('{')).map((line): Sent => JSON.parse(line));
  }
}
