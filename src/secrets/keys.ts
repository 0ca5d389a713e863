/**
 * What is a secret by its own shape, without any label beside it: the keys of the services that people connect to
 * Open WebUI. A key is long and random; the names of volumes, models and folders that begin alike are not.
 */
const WORD = '[A-Za-z0-9_-]';

/** Shapes that are fixed enough to be recognised by themselves. */
const FIXED: readonly string[] = [
  // Hugging Face
  'hf_[A-Za-z0-9]{30,}',
  'api_org_[A-Za-z0-9]{30,}',
  // GitHub, GitLab
  'gh[pousr]_[A-Za-z0-9]{30,}',
  `github_pat_\\w{40,}`,
  `gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-${WORD}{20,}(?:\\.[0-9a-z.]{7,})?`,
  // Groq, Google, xAI, NVIDIA, Perplexity, Replicate
  'gsk_[A-Za-z0-9]{40,}',
  `AIza${WORD}{35}`,
  `GOCSPX-${WORD}{24,}`,
  `ya29\\.${WORD}{20,}`,
  'xai-[A-Za-z0-9]{40,}',
  `nvapi-${WORD}{40,}`,
  'pplx-[A-Za-z0-9]{40,}',
  'r8_[A-Za-z0-9]{30,}',
  // AWS, Azure
  '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}',
  'ABSK[A-Za-z0-9+/]{60,}={0,2}',
  'bedrock-api-key-[A-Za-z0-9+/=_-]{20,}',
  '[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}',
  // Search and web: Brave, Firecrawl, Jina, Bocha, Tavily, Apify
  `BSA${WORD}{24,}`,
  'fc-[0-9a-f]{32}',
  'jina_[A-Za-z0-9_-]{40,}',
  'tvly-(?:dev-|prod-)?[A-Za-z0-9-]{28,}',
  'apify_api_[A-Za-z0-9]{30,}',
  // Tailscale, ngrok, Cloudflare, DigitalOcean
  `tskey-(?:[a-z]+-)?[A-Za-z0-9]{8,}-[A-Za-z0-9]{16,}`,
  'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}',
  'do[opr]_v1_[a-f0-9]{64}',
  // Slack, Discord, Telegram
  'xox[abeoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{10,}',
  'xapp-\\d-[A-Za-z0-9]+-\\d+-[A-Za-z0-9]+',
  'hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,}',
  `discord(?:app)?\\.com/api/webhooks/\\d+/${WORD}{30,}`,
  `\\d{8,10}:AA${WORD}{33}`,
  '[a-z0-9-]+\\.webhook\\.office\\.com/webhookb2/[\\w@/-]{40,}',
  // Other services that a deployment has beside it
  `(?:sk|rk)_(?:test|live|prod)_[A-Za-z0-9]{10,}`,
  `dapi[a-f0-9]{32}(?:-\\d)?`,
  'npm_[A-Za-z0-9]{36}',
  `pypi-AgE${WORD}{50,}`,
  `SG\\.[\\w=.-]{60,}`,
  'glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}',
  'glc_[A-Za-z0-9+/]{32,}={0,2}',
  `hv[bsr]\\.${WORD}{80,}`,
  'ntn_[A-Za-z0-9]{40,}',
  'lin_api_[A-Za-z0-9]{40}',
  'pscale_(?:tkn|oauth|pw)_[\\w=.-]{32,}',
  'dp\\.pt\\.[A-Za-z0-9]{43}',
  'AGE-SECRET-KEY-1[A-Z0-9]{58}',
  'ops_eyJ[A-Za-z0-9+/]{60,}={0,3}',
  'sntry[su]_[A-Za-z0-9+/=_]{40,}',
  `lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{8,}`,
  `pcsk_${WORD}{40,}`,
  '[ps]k-lf-[0-9a-f-]{36}',
  'e2b_[a-f0-9]{32,}',
  `sha256~${WORD}{43}`,
  // JSON web tokens, also with the slashes of a JSON writer escaped; bcrypt
  'ey[A-Za-z0-9]{17,}\\.ey[\\w/\\\\-]{17,}(?:\\.[\\w/\\\\=-]*)?',
  `ey[A-Za-z0-9]${WORD}{7,}\\.${WORD}{8,}(?:\\.[\\w=-]*)?`,
  '\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}',
];
/** Prefixes that a name may have as well: OpenAI, Anthropic, OpenRouter, DeepSeek and what imitates them; Vault. */
const LOOSE: readonly string[] = [`sk-${WORD}{16,}`, 's\\.[A-Za-z0-9]{24}(?!\\w)'];

const shape = (sources: readonly string[]): RegExp => new RegExp(`(?<![A-Za-z0-9_-])(?:${sources.join('|')})`, 'gu');
const FIXED_SHAPES = shape(FIXED);
const LOOSE_SHAPES = shape(LOOSE);
const PRIVATE_KEY = /-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END[^-]*-----|$)/gu;

/** Longest run of letters and digits that has both. */
function mixedRun(text: string): number {
  const runs = text.split(/[^A-Za-z0-9]+/u).filter((run) => /\d/u.test(run) && /[A-Za-z]/u.test(run));
  return Math.max(0, ...runs.map(({ length }) => length));
}

/** True for a word that nobody thought of: a key, not the name of a volume. @param word what follows the prefix */
function isRandom(word: string): boolean {
  const manyKinds = /[a-z]/u.test(word) && /[A-Z]/u.test(word) && /\d/u.test(word);
  return mixedRun(word) >= 16 || (manyKinds && word.length >= 20) || /[A-Za-z]{32,}/u.test(word);
}

/** Takes out what is a key by its shape. @param hidden stands in its place */
export function hideKeys(text: string, hidden: string): string {
  return text
    .replace(PRIVATE_KEY, hidden)
    .replace(FIXED_SHAPES, hidden)
    .replace(LOOSE_SHAPES, (key) => (isRandom(key.slice(3)) ? hidden : key));
}
