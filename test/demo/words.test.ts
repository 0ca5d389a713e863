import { expect, test } from '@jest/globals';
import { doctorProgram } from '../../src/cli/doctor-program.js';
import { runDemo } from '../../src/demo/demo.js';
import { FAULT_IDS } from '../../src/demo/faults.js';
import { buildReport } from '../../src/report/build.js';
import { LANGS } from '../../src/types/text.js';

/** The demo's Open WebUI is a program of this machine: nothing that is said of it may speak of a container. */
test.each(FAULT_IDS)('no container is named where none is: the demo of %s', async (fault) => {
  const { examineKnown } = await doctorProgram();
  const { rounds } = await runDemo(fault, {
    signal: new AbortController().signal,
    examine: examineKnown,
    observe: () => {},
  });
  for (const lang of LANGS) {
    for (const round of rounds) {
      const { checks, diagnoses } = buildReport(round, { lang, failOn: 'fail', version: '0.1.0' });
      const rows = checks.filter(({ status }) => status !== 'skip').map(({ title, message }) => `${title}: ${message}`);
      const causes = diagnoses.flatMap(({ title, message, proof, refuted, fixes }) => [
        title,
        message,
        ...proof.map(({ says }) => says),
        ...refuted.map(({ because }) => because),
        ...fixes.flatMap((fix) => [fix.title, ...fix.steps, ...fix.sideEffects, fix.rehearsalDetail ?? '']),
      ]);
      for (const said of [...rows, ...causes]) expect(said).not.toMatch(/container|throw-away|容器/iu);
      for (const { rehearsal } of diagnoses.flatMap(({ fixes }) => fixes))
        expect(['verified', 'not-possible', 'skipped']).toContain(rehearsal);
    }
  }
});
