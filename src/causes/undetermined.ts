import { defineCause } from '../plugin.js';
import type { FixKit, FixPlan } from '../types/fix.js';
import { trustFault } from './hub/trust.js';
import { notUp } from './page/not-up.js';
import { say } from './said.js';
import { undeterminedTexts } from './undetermined-texts.js';
import { decide } from './way/decide.js';
import { decisionsOf, hostNetwork, loopbackPorts, putInstead } from './way/fixes.js';
import { wayTexts } from './way/texts.js';
import { diagnosesOf } from './way/way-cause.js';

/** What no cause explains: the hop that fails, what was seen there, and what answers instead, where something does. */
export const undetermined = defineCause({
  id: 'undetermined',
  scope: 'instance',
  hop: 'configuration',
  title: undeterminedTexts.title,
  messages: { ...wayTexts, ...undeterminedTexts.messages },
  explain: undeterminedTexts.explain,
  diagnose: (facts) => [
    ...notUp(facts),
    ...diagnosesOf(
      facts,
      decide(facts).filter(({ cause }) => cause === 'undetermined'),
    ),
    ...trustFault(facts),
  ],
  prescribe: (diagnosis, facts, kit) => {
    const { code } = diagnosis.message;
    if (code.startsWith('webui.')) return beginning(code, facts.instance.name, kit);
    const decisions = decisionsOf(diagnosis, facts);
    const walled = decisions.filter(({ hop }) => hop === 'firewall');
    // The host's own network passes no firewall of the bridge.
    return [...putInstead(facts, kit, decisions), ...hostNetwork(facts, kit, loopbackPorts(facts, walled))];
  },
});

/** What to do about a container that was not started: start it, or read why the engine could not. */
function beginning(code: string, name: string, kit: FixKit): readonly FixPlan[] {
  if (code === 'webui.created') {
    const run = kit.engine(['start', name]);
    return [
      kit.plain({
        id: 'start',
        title: say('fix.start', { name }),
        commands: [{ run, where: 'host', needsRoot: false }],
      }),
    ];
  }
  if (code !== 'webui.not-started' && code !== 'webui.port-taken') return [];
  const command = kit.engine(['inspect', '--format', '{{.State.Error}}', name]);
  return [kit.plain({ id: 'read-error', title: say('fix.read-error'), steps: [say('step.read-error', { command })] })];
}
