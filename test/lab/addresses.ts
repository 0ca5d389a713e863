/** The lab's geography. Every lab has the same, each in network namespaces of its own. */

/** The machine that stands for the user's host: its address on the LAN. */
export const hostAddress = '192.168.77.10';

/** The router: default route and name server of the host and of its containers. Nothing lies behind it but the hosts below. */
export const routerAddress = '192.168.77.1';

/** Another machine on the LAN, known by name as `nas.lan`, for an Ollama that is remote. */
export const neighbourAddress = '192.168.77.20';

/** An address of the LAN that nobody has: ARP gets no answer. */
export const deadAddress = '192.168.77.99';

/** The engine's default bridge. */
export const bridgeGateway = '172.17.0.1';

/** The servers of the internet that exist in the lab (documentation addresses, RFC 5737). */
export const internetHosts = {
  'huggingface.co': '203.0.113.10',
  'cas-bridge.xethub.hf.co': '203.0.113.11',
  'cas-server.xethub.hf.co': '203.0.113.12',
  'transfer.xethub.hf.co': '203.0.113.13',
  'cdn-lfs.hf.co': '203.0.113.14',
  'us.aws.cdn.hf.co': '203.0.113.15',
  'hf-mirror.com': '203.0.113.20',
  'github.com': '203.0.113.30',
  'api.github.com': '203.0.113.31',
  'example.com': '203.0.113.40',
} as const;

export type InternetHost = keyof typeof internetHosts;

/** The names of Hugging Face's own servers: what a blocked huggingface.co usually takes with it. */
export const huggingFaceHosts = (Object.keys(internetHosts) as InternetHost[]).filter(
  (name) => name === 'huggingface.co' || name.endsWith('.hf.co'),
);
