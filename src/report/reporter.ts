import type { Report } from '../types/report.js';
import type { Lang } from '../types/text.js';

/** How a report is to be shown. Everything that a reporter may know besides the report. */
export interface Show {
  readonly lang: Lang;
  /** Columns of the terminal; 80 or more. */
  readonly width: number;
  readonly color: boolean;
  /** False: nothing beyond ASCII is added to the texts (a terminal without UTF-8). */
  readonly unicode: boolean;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
}

/** One format: a pure function of the report. The result ends with a line break. */
export type Reporter = (report: Report, show: Show) => string;
