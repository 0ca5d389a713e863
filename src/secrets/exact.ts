import { sanitize, sanitizeLines } from '../messages/sanitize.js';
import { redactCommand, redactText } from './redact.js';

/** True where a command is printed byte for byte: nothing in it would be hidden as a secret or taken away as harmful. */
export function printsExactly(command: string): boolean {
  return sanitizeLines(command) === command && redactCommand(command) === command;
}

/** True where a text stands in a sentence as it is, and whole. */
export function sayable(text: string): boolean {
  return sanitize(text) === text && redactText(text) === text;
}
