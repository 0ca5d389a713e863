import type { ProgramCode } from '../messages/program.js';
import type { Args } from '../types/text.js';

/** Wrong usage or configuration: one line on stderr, nothing on stdout, exit code 2. */
export class UsageError extends Error {
  /**
   * @param code one of the program's own sentences
   * @param args what it is filled with
   * @param suggestion what was probably meant
   */
  constructor(
    readonly code: ProgramCode,
    readonly args: Args = {},
    readonly suggestion: string | null = null,
  ) {
    super(code);
  }
}
