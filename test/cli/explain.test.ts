import { expect, test } from '@jest/globals';
import { doctorProgram } from '../../src/cli/doctor-program.js';
import { CAUSE_IDS, TOPIC_IDS } from '../../src/types/cause-id.js';
import { command } from './fake-io.js';

test.each([...CAUSE_IDS, ...TOPIC_IDS])('explain %s tells its whole story in both languages', async (id) => {
  const { catalogue } = await doctorProgram();
  for (const [lang, parts] of [
    ['en', ['What it is', 'How it is proven', 'https://']],
    ['zh-CN', ['这是什么', '如何证实', 'https://']],
  ] as const) {
    const { code, stdout } = await command(['explain', id, '--lang', lang], { catalogue });
    expect(code).toBe(0);
    for (const part of [id, ...parts]) expect(stdout).toContain(part);
  }
});
