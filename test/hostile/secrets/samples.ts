import { readFileSync } from 'node:fs';
import { Generator, random } from './generate.js';

interface Rule {
  readonly id: string;
  readonly regex: string;
}

/** Rules of gitleaks whose keys need no label: a name in front, a shape behind it. */
const UNLABELLED = [
  'openai-api-key',
  'anthropic-api-key',
  'anthropic-admin-api-key',
  'gcp-api-key',
  'aws-access-token',
  'aws-amazon-bedrock-api-key-long-lived',
  'azure-ad-client-secret',
  'perplexity-api-key',
  'huggingface-access-token',
  'huggingface-organization-api-token',
  'github-pat',
  'github-oauth',
  'github-app-token',
  'github-refresh-token',
  'github-fine-grained-pat',
  'gitlab-pat',
  'gitlab-deploy-token',
  'gitlab-runner-authentication-token',
  'gitlab-ptt',
  'gitlab-kubernetes-agent-token',
  'gitlab-oauth-app-secret',
  'slack-bot-token',
  'slack-app-token',
  'slack-user-token',
  'slack-webhook-url',
  'stripe-access-token',
  'sendgrid-api-token',
  'npm-access-token',
  'pypi-upload-token',
  'notion-api-token',
  'grafana-service-account-token',
  'grafana-cloud-api-token',
  'digitalocean-pat',
  'databricks-api-token',
  'planetscale-password',
  'doppler-api-token',
  'linear-api-key',
  'age-secret-key',
  'vault-service-token',
  'jwt',
  '1password-service-account-token',
  'openshift-user-token',
  'cloudflare-origin-ca-key',
  'sentry-user-token',
] as const;

/** Kinds that gitleaks has no rule for, or one that needs a label. */
const OTHERS: Readonly<Record<string, string>> = {
  'openai-legacy': 'sk-[a-zA-Z0-9]{48}',
  'openai-project': 'sk-proj-[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{74}',
  openrouter: 'sk-or-v1-[0-9a-f]{64}',
  deepseek: 'sk-[0-9a-f]{32}',
  groq: 'gsk_[A-Za-z0-9]{52}',
  xai: 'xai-[A-Za-z0-9]{80}',
  nvidia: 'nvapi-[A-Za-z0-9_-]{64}',
  replicate: 'r8_[A-Za-z0-9]{37}',
  tavily: 'tvly-dev-[A-Za-z0-9]{32}',
  brave: 'BSA[A-Za-z0-9_-]{28}',
  tailscale: 'tskey-auth-[A-Za-z0-9]{17}-[A-Za-z0-9]{32}',
  firecrawl: 'fc-[0-9a-f]{32}',
  jina: 'jina_[a-f0-9]{32}[A-Za-z0-9_-]{28}',
  langfuse: 'sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  telegram: '[0-9]{10}:AA[A-Za-z0-9_-]{33}',
  discord: 'discord.com/api/webhooks/[0-9]{18}/[A-Za-z0-9_-]{68}',
  pinecone: 'pcsk_[A-Za-z0-9_]{60}',
  langsmith: 'lsv2_pt_[a-f0-9]{32}_[a-f0-9]{10}',
};

const read = (path: string): readonly Rule[] => {
  const all: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  if (!Array.isArray(all)) throw new Error('no list of rules');
  return all.map(({ id, regex }: Rule) => ({ id, regex }));
};
/** What gitleaks wants to see behind a key; a JavaScript expression has no such end. */
const BEHIND = /\(\?:\[\\x60'"\\s;\].*$|\(\?:\[\^\\w-\]\|\\z\)$/;

/** Keys by kind, made anew from the same seed. @param each how many of a kind */
export function keys(each: number): ReadonlyMap<string, readonly string[]> {
  const pick = random(7);
  const rules = new Map(read('./gitleaks/rules.json').map(({ id, regex }) => [id, regex.replace(BEHIND, '')]));
  const sources = [...UNLABELLED.map((id) => [id, rules.get(id) ?? ''] as const), ...Object.entries(OTHERS)];
  return new Map(
    sources.map(([id, source]) => [
      id,
      // A leading sign belongs to what stands before the key.
      Array.from({ length: each }, () =>
        new Generator(source, pick).text().replace(/^[\\'"`\s>=:(,)]+|[`'"\s<),]+$/g, ''),
      ),
    ]),
  );
}
