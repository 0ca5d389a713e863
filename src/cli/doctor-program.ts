import { homedir } from 'node:os';
import { join } from 'node:path';
import { shippedChecks } from '../../checks/index.js';
import { DEADLINE_MS, PROBE_MS } from '../budgets.js';
import { shippedCauses, shippedTopics } from '../causes/index.js';
import { examine, examineKnown } from '../doctor.js';
import type { Said } from '../types/text.js';
import type { Program } from './program.js';
import { ownVersion } from './version.js';

/** The real doctor, loaded when a command needs it. */
export async function doctorProgram(): Promise<Program> {
  const version = ownVersion();
  return {
    version,
    catalogue: async () => ({ checks: shippedChecks, causes: shippedCauses, topics: shippedTopics }),
    examine: (asked, observe, signal) => {
      const { inContainer, container, dockerHost, webuiUrl, ollamaUrls, envFile, env, cwd, token } = asked;
      const where = {
        inContainer,
        env,
        cwd,
        token,
        ollamaUrls,
        container: container ?? undefined,
        dockerHost: dockerHost ?? undefined,
        webuiUrl: webuiUrl ?? undefined,
        envFile: envFile ?? undefined,
        announce: ({ code, args }: Said) => {
          const type = code === 'deployment.cleaning-up' ? 'cleaning-up' : 'reading-stopped';
          observe({ type, container: String(args.container) });
        },
      };
      return examine(where, { ...asked, toolVersion: version, cacheDir: cacheDirectory(env) }, observe, signal);
    },
    examineKnown: (deployment, token, signal) => {
      const practice = {
        checks: shippedChecks,
        causes: shippedCauses,
        env: {},
        offline: true,
        token,
        webuiUrl: null,
        cacheDir: null,
        toolVersion: version,
        probeMs: PROBE_MS,
        deadlineMs: DEADLINE_MS,
        rehearse: false,
      };
      return examineKnown({ deployment, docker: null }, practice, () => {}, signal);
    },
  };
}

/** Where release numbers are kept for a day: the user's cache directory. */
function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'owui-doctor');
}
