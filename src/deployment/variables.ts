import { shownAddress, shownAddresses } from '../secrets/address.js';
import { redactText } from '../secrets/redact.js';

/** Variables that the checks use. Their values may be shown; those of all others never leave the container's own data. */
const ALLOWED: ReadonlySet<string> = new Set([
  'AIOHTTP_CLIENT_ASYNC_DNS_RESOLVER',
  'AIOHTTP_CLIENT_SESSION_SSL',
  'AIOHTTP_CLIENT_SSL_CERT_FILE',
  'AIOHTTP_CLIENT_TIMEOUT',
  'AIOHTTP_CLIENT_TIMEOUT_MODEL_LIST',
  'AIOHTTP_CLIENT_TIMEOUT_OPENAI_MODEL_LIST',
  'CORS_ALLOW_ORIGIN',
  'DATA_DIR',
  'DOCKER',
  'ENABLE_LOGIN_FORM',
  'ENABLE_OLLAMA_API',
  'ENABLE_PASSWORD_AUTH',
  'ENABLE_PERSISTENT_CONFIG',
  'ENABLE_SIGNUP',
  'ENABLE_WEBSOCKET_SUPPORT',
  'ENV',
  'HF_ENDPOINT',
  'HF_HOME',
  'HF_HUB_CACHE',
  'HF_HUB_DISABLE_XET',
  'HF_HUB_DOWNLOAD_TIMEOUT',
  'HF_HUB_ETAG_TIMEOUT',
  'HF_HUB_OFFLINE',
  'HOST',
  'K8S_FLAG',
  'OFFLINE_MODE',
  'OLLAMA_API_BASE_URL',
  'OLLAMA_BASE_URL',
  'OLLAMA_BASE_URLS',
  'PORT',
  'RAG_EMBEDDING_ENGINE',
  'RAG_EMBEDDING_MODEL',
  'RAG_EMBEDDING_MODEL_AUTO_UPDATE',
  'RAG_OLLAMA_BASE_URL',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'RESET_CONFIG_ON_START',
  'SENTENCE_TRANSFORMERS_HOME',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'TRANSFORMERS_OFFLINE',
  'USE_CUDA_DOCKER',
  'USE_OLLAMA_DOCKER',
  'USE_SLIM_DOCKER',
  'UVICORN_WORKERS',
  'WEBUI_AUTH',
  'WEBUI_URL',
]);
/** Either case is read by Python's clients; the lower-case one wins there. */
const PROXY_NAMES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'].flatMap((name) => [
  name,
  name.toUpperCase(),
]);

/** The allow-listed variables of an environment, as they may be shown. */
export function shownVariables(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(env).filter(([name]) => ALLOWED.has(name) || PROXY_NAMES.includes(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, shownValue(name, value)]));
}

/** The proxy variables that are set and not empty, free of credentials. */
export function proxyVariables(env: Readonly<Record<string, string>>): readonly { name: string; value: string }[] {
  return PROXY_NAMES.flatMap((name) => {
    const value = env[name];
    return value ? [{ name, value: shownValue(name, value) }] : [];
  });
}

/** The value of a variable as it may be shown: of addresses host, port and path, whatever the rest looks like. */
export function shownValue(name: string, value: string): string {
  if (name === 'CORS_ALLOW_ORIGIN' || /(?:_URLS?|_ENDPOINT)$/.test(name)) return shownAddresses(value);
  return /^(?:https?|all)_proxy$/i.test(name) ? shownAddress(value) : redactText(value);
}

/** Most of Open WebUI's switches are on only as the word `true`, in any case; `1`, `yes` and `on` are off. */
export function isTrue(value: string | undefined, otherwise: boolean): boolean {
  return value === undefined ? otherwise : value.toLowerCase() === 'true';
}
