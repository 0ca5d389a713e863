import type { Program } from './program.js';

/** The real doctor, loaded when a command needs it. */
export async function doctorProgram(): Promise<Program> {
  throw new Error('not wired');
}
