import type { Cause } from '../types/cause.js';
import { nothingFound } from './engine/nothing-found.js';
import { permissionDenied } from './engine/permission.js';
import { unreachable } from './engine/unreachable.js';
import { blocked } from './hub/blocked.js';
import { interception } from './hub/interception.js';
import { mirrorProblems } from './hub/mirror.js';
import { outage } from './hub/outage.js';
import { crash } from './page/crash.js';
import { expecting3000 } from './page/host-network.js';
import { portMapping } from './page/port-mapping.js';
import { undetermined } from './undetermined.js';
import { httpsToHttp, mistypedUrl, unspecifiedAddress } from './url/address.js';
import { blanksInUrl, commaSeparated, quotesInUrl } from './url/characters.js';
import { missingPort, missingScheme } from './url/missing.js';
import { pathSuffix, trailingSlash } from './url/path.js';
import { boundLoopback } from './way/bound-loopback.js';
import { databaseOverridesEnv } from './way/database-overrides.js';
import { hostNameMissing } from './way/host-name-missing.js';
import { loopbackUrl } from './way/loopback-url.js';
import { noModels } from './way/models.js';
import { defaultBridge, differentNetworks } from './way/networks.js';
import { notRunning } from './way/not-running.js';
import { portChanged } from './way/port-changed.js';
import { tooOld } from './way/too-old.js';

export { diagnose, rank } from './diagnose.js';
export { type Prescription, prescribe } from './prescribe.js';
export { shippedTopics } from './topics/index.js';
export { undetermined };

/** All causes, in the order in which equal ones are treated; what nobody can name comes last. */
export const shippedCauses: readonly Cause[] = [
  permissionDenied,
  unreachable,
  nothingFound,
  crash,
  portMapping,
  expecting3000,
  databaseOverridesEnv,
  commaSeparated,
  quotesInUrl,
  missingScheme,
  mistypedUrl,
  blanksInUrl,
  httpsToHttp,
  missingPort,
  pathSuffix,
  trailingSlash,
  unspecifiedAddress,
  loopbackUrl,
  portChanged,
  hostNameMissing,
  defaultBridge,
  differentNetworks,
  boundLoopback,
  notRunning,
  noModels,
  tooOld,
  mirrorProblems,
  interception,
  blocked,
  outage,
  undetermined,
];
