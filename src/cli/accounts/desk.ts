import type { Io } from '../io.js';
import type { Settings } from '../settings.js';
import type { Outcome } from './outcome.js';
import type { Questions } from './questions.js';
import type { Screen } from './show.js';

/** What a run needs, all of it. */
export interface Desk {
  readonly settings: Settings;
  readonly io: Io;
  readonly screen: Screen;
  readonly questions: Questions | null;
  readonly json: boolean;
  readonly signal: AbortSignal;
  /** Records what is known so far: it is reported also where the run is refused later. */
  note(known: Partial<Outcome>): void;
}
