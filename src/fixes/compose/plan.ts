import type { Container } from '../../types/deployment.js';
import type { ContainerChange, FixPlan } from '../../types/fix.js';
import type { Said } from '../../types/text.js';
import { type About, byHand } from '../by-hand.js';
import type { Client } from '../engine.js';
import type { ComposeFiles } from './files.js';

/** A container that compose made: its file is changed. */
export function composePlan(
  _files: ComposeFiles,
  _engine: Client,
  container: Container,
  change: ContainerChange,
  about: About,
  _effects: readonly Said[],
): FixPlan {
  return byHand(container.name, change, about);
}
