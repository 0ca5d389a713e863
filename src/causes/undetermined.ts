import { defineCause } from '../plugin.js';
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
  diagnose: (facts) =>
    diagnosesOf(
      facts,
      decide(facts).filter(({ cause }) => cause === 'undetermined'),
    ),
  prescribe: (diagnosis, facts, kit) => {
    const decisions = decisionsOf(diagnosis, facts);
    const walled = decisions.filter(({ hop }) => hop === 'firewall');
    // The host's own network passes no firewall of the bridge.
    return [...putInstead(facts, kit, decisions), ...hostNetwork(facts, kit, loopbackPorts(facts, walled))];
  },
});
