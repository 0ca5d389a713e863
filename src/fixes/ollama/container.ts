import type { Container, Deployment } from '../../types/deployment.js';
import type { ContainerChange, FixPlan } from '../../types/fix.js';
import type { About } from '../by-hand.js';
import type { ComposeFiles } from '../compose/files.js';
import { client } from '../engine.js';
import { recreateContainer } from '../recreate.js';
import { NOTHING_ALONG } from '../recreate-block.js';
import { onMount } from '../run/storage.js';
import { say } from '../said.js';

/** Where Ollama's image keeps the models. */
const MODELS = '/root/.ollama';

/** Re-creates Ollama's container; models in its own layer move along. */
export function ollamaContainer(
  deployment: Deployment,
  files: ComposeFiles,
  container: Container,
  change: ContainerChange,
  about: About,
): FixPlan {
  const inLayer = !onMount(container.inspect, MODELS);
  const carried = inLayer ? [{ path: MODELS, into: '/root' }] : [];
  const effects = inLayer ? [say('ollama.modelsInLayer', { name: container.name })] : [];
  return recreateContainer(deployment, files, client(deployment, null), {
    container,
    change,
    about,
    carried,
    along: NOTHING_ALONG,
    effects,
  });
}
