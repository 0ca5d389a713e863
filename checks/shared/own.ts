import { hostForUrl, type Instance, type Text } from '../../src/plugin.js';

/** Where Open WebUI answers inside its own network namespace: its loopback, unless HOST names another address. */
export function ownUrl(instance: Instance, port: number = instance.listenPort): string {
  const host = instance.settings.variables.HOST ?? '';
  const anywhere = host === '' || host === '0.0.0.0' || host === '::' || host === 'localhost';
  return `http://${anywhere ? '127.0.0.1' : hostForUrl(host)}:${port}`;
}

/** True where the container is not running, so that nothing in it can answer. */
export function isStopped({ container, state }: Instance): boolean {
  return container !== null && state !== 'running' && state !== 'unknown';
}
export const stoppedText = {
  'not-running': { en: 'The container is not running.', 'zh-CN': '容器未在运行。' },
} as const satisfies Record<string, Text>;

/** True for Open WebUI of this version or a later one; `otherwise` where its version is not known. */
export function atLeast(version: string | null, major: number, minor: number, otherwise: boolean): boolean {
  const parts = /^v?(\d+)\.(\d+)/.exec(version ?? '');
  if (!parts) return otherwise;
  const [, first, second] = parts.map(Number);
  return first !== major ? (first ?? 0) > major : (second ?? 0) >= minor;
}
