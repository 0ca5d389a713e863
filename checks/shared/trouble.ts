import { type Args, type Observation, type Outcome, shownAddress, type Text } from '../../src/plugin.js';

/** Every way in which a probe can end other than well. */
export type Trouble = Exclude<Outcome, 'ok'>;

/** One sentence for each outcome; `{target}` is what was asked. Checks share them, so that the same fault reads the same. */
export const troubleTexts = {
  refused: { en: '{target} refuses connections.', 'zh-CN': '{target} 拒绝连接。' },
  timeout: { en: '{target} does not answer within the time limit.', 'zh-CN': '{target} 在时限内没有应答。' },
  unreachable: { en: '{target} cannot be reached{? ({error})}.', 'zh-CN': '无法到达 {target}{?（{error}）}。' },
  reset: { en: 'The connection to {target} is reset.', 'zh-CN': '到 {target} 的连接被重置。' },
  'dns-not-found': {
    en: 'The host name in {target} does not exist here.',
    'zh-CN': '{target} 中的主机名在此处不存在。',
  },
  'dns-failed': {
    en: 'The name server gives no answer about the host in {target}.',
    'zh-CN': 'DNS 服务器没有给出 {target} 中主机名的解析结果。',
  },
  'tls-untrusted': {
    en: 'The certificate of {target} is not trusted{? (issuer: {issuer})}.',
    'zh-CN': '{target} 的证书不受信任{?（签发者：{issuer}）}。',
  },
  'tls-expired': { en: 'The certificate of {target} has expired.', 'zh-CN': '{target} 的证书已过期。' },
  'tls-not-yet-valid': { en: 'The certificate of {target} is not valid yet.', 'zh-CN': '{target} 的证书尚未生效。' },
  'tls-wrong-host': {
    en: 'The certificate of {target} is made out to another name.',
    'zh-CN': '{target} 的证书签发给了其他名称。',
  },
  'tls-protocol': {
    en: 'No TLS connection to {target} comes about: the two sides do not speak the same protocol{? ({error})}.',
    'zh-CN': '无法与 {target} 建立 TLS 连接：双方使用的协议不一致{?（{error}）}。',
  },
  'tls-closed': {
    en: '{target} closes the connection during the TLS handshake.',
    'zh-CN': '{target} 在 TLS 握手期间关闭了连接。',
  },
  closed: {
    en: '{target} accepts the connection and closes it without an answer.',
    'zh-CN': '{target} 接受连接后未作应答便将其关闭。',
  },
  'http-status': { en: '{target} answers with HTTP status {status}.', 'zh-CN': '{target} 返回 HTTP 状态码 {status}。' },
  'http-invalid': { en: 'What {target} answers is not HTTP.', 'zh-CN': '{target} 返回的内容不是 HTTP。' },
  'wrong-service': { en: 'Another program answers at {target}.', 'zh-CN': '在 {target} 应答的是另一个程序。' },
  'proxy-failed': {
    en: 'The proxy {proxy} does not deliver the request to {target}.',
    'zh-CN': '代理 {proxy} 未能把请求送达 {target}。',
  },
  aborted: {
    en: 'The probe of {target} was ended before there was an answer.',
    'zh-CN': '对 {target} 的探测在得到应答前被终止。',
  },
} as const satisfies Record<Trouble, Text>;

/** What the sentences above are filled with. @param target what was asked, as people know it; free of credentials */
export function troubleArgs(target: string, seen: Observation): Args {
  const { evidence } = seen;
  return {
    target: shownAddress(target),
    address: seen.address,
    phase: seen.phase,
    error: evidence.code ?? evidence.alert ?? null,
    status: evidence.status ?? null,
    issuer: evidence.certificate?.issuer ?? null,
    proxy: evidence.proxy?.url ?? null,
  };
}

/** Ids of observations, for a verdict. */
export function idsOf(...seen: readonly (Observation | null)[]): readonly string[] {
  return [...new Set(seen.flatMap((one) => (one ? [one.id] : [])))];
}

/** An answer that came from a server, whatever it said: the way there is open. */
export function somebodyAnswered({ outcome }: Observation): boolean {
  return !SILENCE.has(outcome);
}
const SILENCE: ReadonlySet<Outcome> = new Set([
  'refused',
  'timeout',
  'unreachable',
  'dns-not-found',
  'dns-failed',
  'aborted',
]);
