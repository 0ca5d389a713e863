import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import type { SocketOwner } from '../types/deployment.js';

/**
 * Who may open a socket that this process may not: facts for the person who has to change it.
 * @param path the socket
 * @returns null where not even that can be read
 */
export async function socketOwner(path: string): Promise<SocketOwner | null> {
  // Where the folder forbids looking inside, the folder is what has to be opened.
  for (const place of [path, dirname(path)]) {
    const found = await stat(place).catch(() => null);
    if (!found) continue;
    const [users, groups] = await Promise.all([names('/etc/passwd'), names('/etc/group')]);
    const group = groups.find((entry) => entry.id === found.gid);
    const inGroup = group?.members.includes(userInfo().username) ?? false;
    return {
      path: place,
      owner: users.find((entry) => entry.id === found.uid)?.name ?? String(found.uid),
      group: group?.name ?? String(found.gid),
      mode: (found.mode & 0o7777).toString(8).padStart(4, '0'),
      memberElsewhere: inGroup && !(process.getgroups?.() ?? []).includes(found.gid),
    };
  }
  return null;
}

interface Named {
  readonly name: string;
  readonly id: number;
  readonly members: readonly string[];
}

/** Names and numbers of /etc/passwd or /etc/group; the fourth field of a group lists its members. */
async function names(path: string): Promise<readonly Named[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , id, members = ''] = line.split(':');
    return name && id ? [{ name, id: Number(id), members: members.split(',') }] : [];
  });
}
