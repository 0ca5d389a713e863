import { expect, test } from '@jest/globals';
import { doctorProgram } from '../../src/cli/doctor-program.js';
import { runDemo } from '../../src/demo/demo.js';
import { FAULT_IDS } from '../../src/demo/faults.js';

test.each(FAULT_IDS)('the real doctor diagnoses %s in the demo, and finds nothing after its remedy', async (fault) => {
  const { examineKnown } = await doctorProgram();
  const { rounds, healthy } = await runDemo(fault, {
    signal: new AbortController().signal,
    examine: examineKnown,
    observe: () => {},
  });
  const causes = rounds.map(({ diagnoses }) =>
    diagnoses.filter(({ rank }) => rank === 1).map((each) => each.diagnosis.cause),
  );
  const first = fault === 'wrong-service' ? expect.stringMatching(/^(ollama-port-changed|undetermined)$/) : fault;
  expect(causes).toEqual(fault === 'healthy' ? [[]] : [[first], []]);
  expect(healthy).toBe(true);
});
