import type { Deployment } from '../types/deployment.js';
import type { FixKit, FixPlan } from '../types/fix.js';
import type { ComposeFiles } from './compose/files.js';
import { client, engineLine, nameOrId, withSudo } from './engine.js';
import { exactly } from './exact.js';
import { connect, connectInWords } from './ollama/connect.js';
import { listen, listenInWords } from './ollama/listen.js';
import { PULL_IN_WORDS, pull, UPDATE_IN_WORDS, update } from './ollama/models.js';
import { START_IN_WORDS, start } from './ollama/start.js';
import { quote } from './quote.js';
import { recreate } from './recreate.js';
import { noTrial } from './said.js';
import { setUrls } from './urls/set-urls.js';

/**
 * The building blocks that causes make their fixes from, for one deployment. Pure: returns plans, changes nothing.
 * @param composeFiles texts of the compose files (`readComposeFiles`); a container whose file is not among them gets
 * its change told in words
 */
export function fixKit(deployment: Deployment, composeFiles: ComposeFiles = new Map()): FixKit {
  const kit: FixKit = {
    deployment,
    recreate: (instance, change, about) =>
      exactly(() => recreate(deployment, composeFiles, instance, change, about), about),
    setUrls: (instance, urls, verified) => setUrls(deployment, instance, urls, verified, kit.recreate),
    listen: (server, address, port) =>
      exactly(() => listen(deployment, composeFiles, server, address, port), listenInWords(address, port)),
    start: (server, address) => exactly(() => start(deployment, server, address), START_IN_WORDS),
    connect: (instance, ollama, alias) =>
      exactly(() => connect(deployment, instance, ollama, alias), connectInWords(instance, ollama)),
    pull: (server, _url) => exactly(() => pull(deployment, server), PULL_IN_WORDS),
    update: (server) => exactly(() => update(deployment, composeFiles, server), UPDATE_IN_WORDS),
    plain: (plan): FixPlan =>
      exactly(() => ({ commands: [], steps: [], sideEffects: [], undo: [], rehearsal: noTrial, ...plan }), plan),
    engine: (words) => engineLine(client(deployment, null), ...words.map((word) => nameOrId(deployment, word))),
    quote,
    sudo: (command) => withSudo(deployment, command),
  };
  return kit;
}
