/** Limits of time, in milliseconds, and how they relate: PROBE < TURN < ROUND. */

/** One probe. Above 3.1 s, since the kernel reports a dead neighbour only then; below, it would look like a dropped packet. */
export const PROBE_MS = 4_000;
/** One round of the whole examination; what is not known by then is `unknown`. */
export const DEADLINE_MS = 20_000;
/** What an exec costs above the probes that it carries: starting Python and reading its answer. */
export const EXEC_OVERHEAD_MS = 1_500;
/** Answer of the Docker engine to one question. */
export const ENGINE_MS = 3_000;
/** The engine's word that it will run a command in a container: nothing has been run by then. */
export const EXEC_CREATE_MS = 5_000;
/** A question to the engine that nothing else limits; the longest that a caller asks for is a rehearsal. */
export const ENGINE_CALL_MS = 15_000;
/** Reading the configuration, all in all; probes need the rest of the round. */
export const DISCOVERY_MS = 8_000;
/** Reading the accounts: with the discovery before it, no longer than an examination. */
export const ACCOUNTS_MS = DEADLINE_MS - DISCOVERY_MS;
/** A throw-away container: create, start, probe, remove. */
export const REHEARSAL_MS = 12_000;
/** A plug-in to be loaded, its top-level `await` included. */
export const PLUGIN_MS = 5_000;
/** How long a run waits for what checks and causes throw beside their answers. */
export const LATE_MS = 5;
/** Taking away what the run itself started, after its deadline or the first signal: the one wait that may outlast them. */
export const CLEANUP_MS = 3_000;
/** How long of CLEANUP_MS a creation that was cut short is waited for: the engine may finish it all the same. */
export const CREATION_MS = 1_000;
/** Removing what a killed run has left behind, beside the discovery. */
export const SWEEP_MS = 1_000;
/** No throw-away container works so long: an older one was left behind, whoever made it. */
export const LEFTOVER_MS = 120_000;
/** How long `gate` waits for a deployment to become healthy. */
export const GATE_WAIT_MS = 60_000;
/** Between two rounds of --wait. */
export const ROUND_PAUSE_MS = 1_000;

/** Limits of size, in bytes. */
export const BODY_BYTES = 1_048_576;
/** A compressed body is cut where it would grow beyond this. */
export const INFLATED_BYTES = 4_194_304;
/** The engine's list of all containers: five thousand with long labels are half of it. */
export const ENGINE_LIST_BYTES = 67_108_864;
/** Any other answer of the engine: one container, one image, the end of a log. */
export const ENGINE_ANSWER_BYTES = 16_777_216;
