import type { Deployment } from '../types/deployment.js';
import type { FixKit, FixPlan } from '../types/fix.js';
import type { ComposeFiles } from './compose/files.js';
import { client, engineLine, withSudo } from './engine.js';
import { connect } from './ollama/connect.js';
import { listen } from './ollama/listen.js';
import { pull, update } from './ollama/models.js';
import { start } from './ollama/start.js';
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
    recreate: (instance, change, about) => recreate(deployment, composeFiles, instance, change, about),
    setUrls: (instance, urls, verified) => setUrls(deployment, instance, urls, verified, kit.recreate),
    listen: (server, address, port) => listen(deployment, composeFiles, server, address, port),
    start: (server, address) => start(deployment, server, address),
    connect: (instance, ollama, alias) => connect(deployment, instance, ollama, alias),
    pull: (server, _url) => pull(deployment, server),
    update: (server) => update(deployment, composeFiles, server),
    plain: (plan): FixPlan => ({ commands: [], steps: [], sideEffects: [], undo: [], rehearsal: noTrial, ...plan }),
    engine: (words) => engineLine(client(deployment, null), ...words),
    quote,
    sudo: (command) => withSudo(deployment, command),
  };
  return kit;
}
