import type { DemoEvent } from '../../demo/demo.js';
import { tell } from '../../messages/catalogue.js';
import { sanitize } from '../../messages/sanitize.js';
import { buildReport } from '../../report/build.js';
import { wrap } from '../../report/text/wrap.js';
import { text } from '../../report/text.js';
import type { Io } from '../io.js';
import type { Program } from '../program.js';
import type { Settings } from '../settings.js';
import { stopCode } from '../stop.js';
import { nearest } from '../suggest.js';
import { showFor } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** `demo [fault]`: a deployment of its own on loopback, its fault, the diagnosis, the remedy, the second run. */
export async function demo(settings: Settings, program: Program, io: Io, signal: AbortSignal): Promise<number> {
  const { FAULT_IDS, isFault, randomFault } = await import('../../demo/faults.js');
  const { runDemo } = await import('../../demo/demo.js');
  const { demoTexts } = await import('../../demo/texts.js');
  const { argument, lang, color, verbosity } = settings;
  const fault = argument ?? randomFault();
  if (!isFault(fault))
    throw new UsageError('cli.unknown-fault', { value: fault, choices: FAULT_IDS }, nearest(fault, FAULT_IDS));
  const show = showFor(io, lang, color, verbosity, false);
  const words = (said: Parameters<typeof tell>[0]): string => tell(said, lang, demoTexts);
  const observe = (event: DemoEvent): void => {
    if (event.type === 'examined') {
      // The second run is there to be healthy: its verdict is enough.
      const brief = event.round === 2 && show.verbosity === 'normal';
      const report = buildReport(event.result, { lang, failOn: 'fail', version: program.version });
      io.stdout.write(`\n${text(report, brief ? { ...show, verbosity: 'quiet' } : show)}\n`);
      return;
    }
    const title = event.type === 'built' ? `owui-doctor demo ${sanitize(event.fault)}: ` : '';
    io.stdout.write(`${wrap(`${title}${words(event.said)}`, Math.min(show.width, 100)).join('\n')}\n`);
  };
  const { healthy } = await runDemo(fault, { signal, examine: program.examineKnown, observe });
  return stopCode(signal) ?? (healthy ? 0 : 1);
}
