import type { Said } from '../types/text.js';

/** Something that the caller got wrong: one line on stderr, exit code 2. */
export class ConfigurationError extends Error {
  readonly said: Said;

  /** @param said code and arguments of the sentence (`deployment.*` or `engine.*` messages) */
  constructor(said: Said) {
    super(said.code);
    this.name = 'ConfigurationError';
    this.said = said;
  }
}
