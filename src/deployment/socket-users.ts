import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseListening } from '../probe/proc-net.js';

/**
 * Which user a listening socket belongs to: everybody may read that, where the process behind it is another user's.
 * @param proc the folder, usually /proc
 * @returns a question by address and port; null: no such socket
 */
export async function socketUsers(proc: string): Promise<(address: string, port: number) => number | null> {
  const tables = await Promise.all(
    ['net/tcp', 'net/tcp6'].map((name) => readFile(join(proc, name), 'utf8').catch(() => '')),
  );
  const users = new Map<string, number>();
  for (const line of tables.flatMap((table) => table.split('\n'))) {
    const [socket] = parseListening(line);
    if (socket) users.set(`${socket.address} ${socket.port}`, Number(line.trim().split(/\s+/)[7]));
  }
  return (address, port) => users.get(`${address} ${port}`) ?? null;
}
