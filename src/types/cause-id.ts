/**
 * Ids of the causes that are shipped, from the catalogue of causes. One that is not here does not compile, and one that
 * no cause has fails a test.
 */
export const CAUSE_IDS = [
  'docker-permission-denied',
  'docker-unreachable',
  'nothing-found',
  'container-crash-oom-unhealthy',
  'owui-not-listening-wrong-port-mapping',
  'host-network-expecting-3000',
  'db-config-overrides-env',
  'urls-comma-separator',
  'url-quotes-in-env',
  'url-missing-scheme',
  'url-typo-host-port',
  'url-whitespace-cr',
  'url-https-to-http-port',
  'url-missing-port',
  'url-path-suffix',
  'url-trailing-slash',
  'url-0.0.0.0-as-client',
  'loopback-url-in-bridge-container',
  'ollama-port-changed',
  'host-docker-internal-missing-linux',
  'default-bridge-no-name-dns',
  'different-docker-networks',
  'ollama-bound-loopback',
  'ollama-not-running',
  'no-models-pulled',
  'ollama-version-too-old',
  'hf-mirror-endpoint-problems',
  'hf-tls-interception',
  'hf-blocked-reset',
  'hf-outage-5xx',
  'undetermined',
] as const;

/** What `explain` has a page for and no probe finds: rivals that a cause rules out, and what is no fault of a connection. */
export const TOPIC_IDS = [
  'ufw-drops-docker0',
  'container-dns-broken',
  'ollama-container-loopback',
  'publish-port-already-allocated',
  'host-network-8080-taken',
  'not-ollama-on-port',
  'hf-ca-bundle-missing',
  'lost-admin-password',
] as const;
export type TopicId = (typeof TOPIC_IDS)[number];

/** A cause of a plug-in carries the plug-in's prefix, as its checks do: `acme.printer-on-fire`. */
export type PluginCauseId = `${string}.${string}`;

/** The id of a diagnosis. */
export type CauseId = (typeof CAUSE_IDS)[number] | PluginCauseId;
/** What a diagnosis can rule out: each has a page under `explain`. */
export type RivalId = CauseId | TopicId;
