import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { coded, codeOf, orEnd } from './or-end.js';

/** Larger ones are nobody's configuration, in bytes. */
export const FILE_BYTES = 1_048_576;
const CHUNK_BYTES = 65_536;
/** Between two looks into a pipe that holds nothing yet, in milliseconds. */
const PIPE_PAUSE_MS = 20;

/** How a file is read. */
export interface Reading {
  /** Ends the reading, even where the file system does not answer. */
  readonly signal: AbortSignal;
  /** Whether a pipe is read too, up to its end: for `<(command)`, where a file was named for this very use. */
  readonly pipes?: boolean;
}

/**
 * Reads a file that somebody else may have put there: only a regular file (or a pipe, where that is allowed), and at most
 * FILE_BYTES of it. A named pipe, a device or a file that grows without end holds nobody up.
 * @throws an error with a `code`: the file system's own, EISDIR, EFBIG, EINVAL for what is no regular file, ETIMEDOUT where
 * the signal ended it
 */
export function readSmallFile(path: string, { signal, pipes = false }: Reading): Promise<Buffer> {
  return orEnd(readAll(path, pipes, signal), signal);
}

async function readAll(path: string, pipes: boolean, signal: AbortSignal): Promise<Buffer> {
  // Without O_NONBLOCK, opening a named pipe waits for somebody who writes.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const about = await file.stat();
    if (about.isDirectory()) throw coded('EISDIR');
    if (!about.isFile() && !(pipes && about.isFIFO())) throw coded('EINVAL');
    return await readChunks(file, signal);
  } finally {
    await file.close();
  }
}

async function readChunks(file: FileHandle, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  while (!signal.aborted) {
    const { bytesRead, buffer } = await readChunk(file);
    if (bytesRead === 0) return Buffer.concat(chunks);
    if (bytesRead === null) await sleep(PIPE_PAUSE_MS);
    else chunks.push(buffer.subarray(0, bytesRead));
    size += bytesRead ?? 0;
    if (size > FILE_BYTES) throw coded('EFBIG');
  }
  throw coded('ETIMEDOUT');
}

/** @returns null for the number of bytes where a pipe is open and holds nothing yet */
async function readChunk(file: FileHandle): Promise<{ readonly bytesRead: number | null; readonly buffer: Buffer }> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  try {
    return await file.read(buffer, 0, CHUNK_BYTES, null);
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return { bytesRead: null, buffer };
    throw error;
  }
}
