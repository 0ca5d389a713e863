import type { InstanceFacts } from '../../types/cause.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import { say } from '../said.js';
import { cannotTry, hubCause, ollamaEmbeds, stayOffline } from './hub-cause.js';
import { hostTrusts } from './rule.js';

const DEFAULT_BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const INSIDE = '/etc/ssl/certs/host-ca-certificates.crt';

export const interception = hubCause({
  id: 'hf-tls-interception',
  title: {
    en: 'A device on the way opens encrypted connections to Hugging Face',
    'zh-CN': '途中有设备解密了到 Hugging Face 的加密连接',
  },
  messages: {
    is: {
      en: '{host} shows a certificate of {issuer}, an authority that this machine trusts and container {name} does not know.',
      'zh-CN': '{host} 出示的证书由 {issuer} 签发，本机信任该颁发机构，而容器 {name} 不认识它。',
    },
    'is.unknown': {
      en: '{host} shows a certificate of {issuer}, which is not trusted where {name} runs; whether it may be trusted is not known here.',
      'zh-CN': '{host} 出示的证书由 {issuer} 签发，在 {name} 运行的位置不受信任；是否可以信任它，此处无法判断。',
    },
    'fix.trust': {
      en: 'Give the container the authorities that this machine trusts',
      'zh-CN': '让容器使用本机信任的证书颁发机构',
    },
    'effect.trust': {
      en: 'Whoever holds the key of that authority can read what the container sends encrypted, as already on this machine.',
      'zh-CN': '持有该颁发机构密钥者可以读取容器发送的加密内容，这与本机现状相同。',
    },
    'fix.ask': {
      en: 'Find out who issues these certificates before anything trusts them',
      'zh-CN': '在信任这些证书之前，先查明是谁签发的',
    },
    'step.ask': {
      en: 'Ask whoever runs this network about the authority “{issuer}”. If it is theirs, install it on this machine, and run owui-doctor on it again.',
      'zh-CN':
        '向网络管理者询问颁发机构“{issuer}”。如果确属其所有，请先将其安装到本机，然后在本机上再次运行 owui-doctor。',
    },
  },
  explain: {
    what: {
      en: 'A company’s firewall or a virus scanner decrypts connections and signs them anew with an authority of its own. Managed machines trust that authority, containers do not: Python’s clients bring their own list.',
      'zh-CN':
        '公司防火墙或杀毒软件会解密连接，并用自己的颁发机构重新签名。受管理的电脑信任该机构，而容器不信任：Python 客户端自带信任列表。',
    },
    proof: {
      en: 'The certificate for Hugging Face was seen inside, the client’s own list of authorities does not know its issuer, no variable puts another list in its place, and this machine trusts the same chain.',
      'zh-CN':
        '从容器内部看到了 Hugging Face 的证书，客户端自带的信任列表不认识其签发者，也没有变量替换该列表，而本机信任同一证书链。',
    },
    fixes: {
      en: 'Mount this machine’s bundle of authorities and name it: SSL_CERT_FILE for Open WebUI 0.8 and later, REQUESTS_CA_BUNDLE before. Suggested only for an authority that this machine trusts already.',
      'zh-CN':
        '挂载本机的证书颁发机构文件并指定它：Open WebUI 0.8 及以后用 SSL_CERT_FILE，之前的版本用 REQUESTS_CA_BUNDLE。仅对本机已经信任的颁发机构给出此建议。',
    },
    wrongAdvice: {
      en: 'Switching verification off. CURL_CA_BUNDLE="" has no effect any more. SSL_CERT_FILE replaces the list: a file with the company’s certificate alone breaks every other site.',
      'zh-CN':
        '关闭证书校验。CURL_CA_BUNDLE="" 已不再有效。SSL_CERT_FILE 会替换整个列表：只含公司证书的文件会使其他站点全部失败。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/1398',
      'https://github.com/open-webui/docs/pull/1043',
      'https://github.com/huggingface/huggingface_hub/issues/1271',
      'https://github.com/huggingface/transformers/issues/17611',
    ],
  },
  fixes: (facts, kit, { args }) => [
    ...(hostTrusts(facts)
      ? trust(facts, kit)
      : [
          kit.plain({
            id: 'ask-network',
            title: say('fix.ask'),
            steps: [say('step.ask', { issuer: args.issuer ?? null })],
          }),
        ]),
    ...ollamaEmbeds(facts, kit),
    ...stayOffline(facts, kit),
  ],
});

function trust(facts: InstanceFacts, kit: FixKit): readonly FixPlan[] {
  const bundle = bundleOf(facts);
  return [
    kit.recreate(
      facts.instance,
      { addBinds: [`${bundle}:${INSIDE}:ro`], setEnv: { SSL_CERT_FILE: INSIDE, REQUESTS_CA_BUNDLE: INSIDE } },
      {
        id: 'trust-host-authorities',
        title: say('fix.trust'),
        sideEffects: [say('effect.trust')],
        rehearsal: cannotTry,
      },
    ),
  ];
}

/** The file that made the host trust it, where a variable names one; else Debian's and its kin's. */
function bundleOf(facts: InstanceFacts): string {
  const sources = facts
    .of('hub.host')
    .flatMap(({ observations }) => observations)
    .map((id) => facts.observation(id)?.evidence.trustSource ?? '');
  const named = sources
    .map((source) => /(?:^|=)(\/[^:]+\.(?:crt|pem))$/.exec(source)?.[1])
    .find((path) => path !== undefined);
  return named ?? DEFAULT_BUNDLE;
}
