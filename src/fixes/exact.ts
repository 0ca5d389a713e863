import { printsExactly } from '../secrets/exact.js';
import type { FixPlan } from '../types/fix.js';
import type { Said } from '../types/text.js';
import { UnquotableError } from './quote.js';
import { noTrial, say } from './said.js';

/** What a fix is called, and what a person does where its commands cannot be printed as they are. */
export interface InWords {
  readonly id: string;
  readonly title: Said;
  readonly steps?: readonly Said[];
}

/** Why there is no command: the first step of a fix that is told in words for this reason. */
export const withheld: Said = say('withheld');

/** True where every command of a plan is printed byte for byte. */
export function isExact({ commands, undo, also = [] }: FixPlan): boolean {
  return [...commands, ...undo, ...also.map(({ command }) => command)].every(({ run }) => printsExactly(run));
}

/**
 * A plan whose commands are printed byte for byte, or the same fix in words: a command with a word changed would reach
 * another folder, container or address.
 * @param make makes the plan; may find that a word cannot be quoted
 * @throws whatever `make` throws but UnquotableError
 */
export function exactly(make: () => FixPlan, words: InWords): FixPlan {
  const told = (): FixPlan => ({
    id: words.id,
    title: words.title,
    commands: [],
    undo: [],
    steps: [withheld, ...(words.steps ?? [])],
    sideEffects: [],
    rehearsal: noTrial,
  });
  try {
    const plan = make();
    return isExact(plan) ? plan : { ...told(), sideEffects: plan.sideEffects, rehearsal: plan.rehearsal };
  } catch (error) {
    if (error instanceof UnquotableError) return told();
    throw error;
  }
}
