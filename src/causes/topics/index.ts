import type { Topic } from '../../types/cause.js';
import { firewallDrops } from './firewall-drops.js';
import { anotherProgram, authoritiesMissing } from './http-rivals.js';
import { lostPassword } from './lost-password.js';
import { nameServerBroken } from './name-server.js';
import { containerLoopback, hostPortTaken, portAllocated } from './port-rivals.js';

/** Pages of `explain` beside those of checks and causes. */
export const shippedTopics: readonly Topic[] = [
  firewallDrops,
  nameServerBroken,
  containerLoopback,
  portAllocated,
  hostPortTaken,
  anotherProgram,
  authoritiesMissing,
  lostPassword,
];
