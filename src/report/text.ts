import type { Reporter } from './reporter.js';
import { checkLines, vantageLines } from './text/checks.js';
import { evidenceLines } from './text/evidence.js';
import { footLines } from './text/foot.js';
import { headLines } from './text/head.js';
import { otherLines } from './text/others.js';
import { Pen } from './text/pen.js';
import { reachLines } from './text/reach.js';

/**
 * The screen. First what is wrong, why, and the one command; then the checks, who reaches what, the other causes; with
 * `verbose` the evidence; with `quiet` the first and the last part alone.
 */
export const text: Reporter = (report, show) => {
  const pen = new Pen(show);
  const { verbosity } = show;
  const lines = [
    ...headLines(report, pen),
    ...(verbosity === 'quiet'
      ? []
      : [
          '',
          ...checkLines(report, pen),
          ...vantageLines(report, pen),
          ...reachLines(report, pen),
          ...otherLines(report, pen),
        ]),
    ...(verbosity === 'verbose' ? evidenceLines(report, pen) : []),
    '',
    ...footLines(report, pen),
  ];
  return `${lines.join('\n')}\n`;
};
