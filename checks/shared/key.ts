import type { KeyState, Observation, Text } from '../../src/plugin.js';
import type { Connection } from './connections.js';

/** How an answer that depends on a key is judged. */
export type KeyTrouble = 'key-refused' | 'no-key' | 'needs-key' | 'needs-user' | 'two-credentials';

export const keyTexts = {
  'key-refused': {
    en: '{target} refuses the key that Open WebUI has for it{? (status {status})}.',
    'zh-CN': '{target} 拒绝了 Open WebUI 中为其设置的密钥{?（状态码 {status}）}。',
  },
  'no-key': {
    en: '{target} asks for a key{? (status {status})}, and Open WebUI has none for it.',
    'zh-CN': '{target} 要求提供密钥{?（状态码 {status}）}，而 Open WebUI 没有为其设置密钥。',
  },
  'needs-key': {
    en: 'Not known: {target} asks for a key{? (status {status})}, and the one that Open WebUI has for it could not be read.',
    'zh-CN': '未查明：{target} 要求提供密钥{?（状态码 {status}）}，但无法读取 Open WebUI 中为其设置的密钥。',
  },
  'needs-user': {
    en: 'Not known: {target} answers only with the token of somebody who is signed in{? (status {status})}.',
    'zh-CN': '未查明：{target} 只接受已登录用户的令牌{?（状态码 {status}）}。',
  },
  'two-credentials': {
    en: 'Not known: {target} has both a key and a user name in its URL, which Open WebUI’s client does not send together.',
    'zh-CN': '未查明：{target} 既设置了密钥，URL 中又带有用户名，Open WebUI 的客户端不会同时发送两者。',
  },
} as const satisfies Record<KeyTrouble, Text>;

/** True where a server refuses who asks. Ollama's own 403, for a Host or Origin that it does not know, has no body. */
export function asksForKey({ outcome, evidence: { status, bytes, proxy } }: Observation): boolean {
  if (outcome !== 'http-status') return false;
  // A proxy may have refused with 403 itself; it asks for its own key with 407.
  return status === 401 || (status === 403 && (bytes ?? 0) > 0 && proxy === undefined);
}

/** What an answer says about the connection's key; null: nothing. */
export function keyTrouble(seen: Observation, { keyOf, source }: Connection): KeyTrouble | null {
  const state: KeyState = keyOf === null && source !== 'option' ? 'none' : (seen.evidence.key ?? 'unread');
  if (state === 'two-credentials') return state;
  if (!asksForKey(seen)) return null;
  if (state === 'sent') return 'key-refused';
  if (state === 'user-token') return 'needs-user';
  if (state === 'unread') return 'needs-key';
  // A 403 says nothing of a key.
  return seen.evidence.status === 401 ? 'no-key' : null;
}

/** True where Open WebUI itself gets no list of models. */
export function isFailure(trouble: KeyTrouble): boolean {
  return trouble === 'key-refused' || trouble === 'no-key';
}
