import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Listener } from '../types/probe.js';
import { type ListeningSocket, parseListening } from './proc-net.js';

/** Looking for the owner of a socket reads every process's open files; on a crowded machine that has an end too. */
const OWNERS_MS = 150;

/**
 * Who listens on a port of this machine, from the kernel's tables: no packet is sent, no program is called.
 * @param port null: any
 * @returns null where there are no such tables (not Linux)
 */
export function readListeners(port: number | null): readonly Listener[] | null {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(textOf);
  if (tables.every((table) => table === null)) return null;
  const sockets = tables
    .flatMap((table) => parseListening(table ?? ''))
    .filter((socket) => port === null || socket.port === port);
  const owners = ownersOf(sockets);
  return sockets.map(({ inode, ...socket }) => ({ ...socket, process: owners.get(inode) ?? null }));
}

type Owner = { readonly pid: number; readonly name: string };

/** Another user's processes keep their files to themselves: such a socket stays without an owner. */
function ownersOf(sockets: readonly ListeningSocket[]): ReadonlyMap<string, Owner> {
  const found = new Map<string, Owner>();
  const wanted = new Set(sockets.map((socket) => socket.inode));
  const end = performance.now() + OWNERS_MS;
  for (const pid of wanted.size === 0 ? [] : processes()) {
    if (found.size === wanted.size || performance.now() > end) break;
    for (const inode of socketsOf(pid))
      if (wanted.has(inode) && !found.has(inode)) found.set(inode, { pid, name: nameOf(pid) });
  }
  return found;
}

/** Servers are seldom the newest processes, kernel threads are the oldest: there is no better order than the table's. */
function processes(): readonly number[] {
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function socketsOf(pid: number): readonly string[] {
  const directory = `/proc/${pid}/fd`;
  return namesIn(directory).flatMap((name) => /^socket:\[(\d+)\]$/.exec(linkOf(`${directory}/${name}`))?.[1] ?? []);
}

function nameOf(pid: number): string {
  return (textOf(`/proc/${pid}/comm`) ?? '').trim().slice(0, 64);
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
