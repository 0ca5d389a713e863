import type { Topic } from '../../types/cause.js';

/** A name server that answers nothing: a rival of a name that does not exist. */
export const nameServerBroken: Topic = {
  id: 'container-dns-broken',
  title: {
    en: 'The name server that containers ask gives no answer',
    'zh-CN': '容器所用的 DNS 服务器没有应答',
  },
  explain: {
    what: {
      en: 'The engine hands a container the name servers of its host. Where they cannot be reached from there (the stub of systemd-resolved, a broken /etc/resolv.conf, a VPN or a company that lets only its own name servers through), no name resolves inside, though addresses work and the host resolves everything.',
      'zh-CN':
        '容器引擎把主机的 DNS 服务器交给容器使用。如果容器无法访问它们（systemd-resolved 的本地存根、损坏的 /etc/resolv.conf、只允许自己 DNS 服务器的 VPN 或公司网络），容器内任何名称都无法解析，而 IP 地址可以访问，主机也能正常解析。',
    },
    proof: {
      en: 'A second name is looked up beside the one in the URL. Where neither gets an answer, and the look-up itself fails (EAI_AGAIN) instead of saying that there is no such name, it is the name server. Where another name resolves, it is not.',
      'zh-CN':
        '除 URL 中的名称外再解析另一个名称。如果两者都没有应答，并且是解析本身失败（EAI_AGAIN）而不是回答名称不存在，那么问题在于 DNS 服务器。如果另一个名称可以解析，则不是。',
    },
    fixes: {
      en: 'Name a server that containers can reach in /etc/docker/daemon.json, such as `{"dns": ["10.0.0.53"]}` with the network’s own, and restart the engine; or give it to one container with `--dns`. A broken link is mended with `sudo ln -sf ../run/systemd/resolve/stub-resolv.conf /etc/resolv.conf`.',
      'zh-CN':
        '在 /etc/docker/daemon.json 中写入容器可以访问的 DNS 服务器，例如所在网络自己的 `{"dns": ["10.0.0.53"]}`，然后重启引擎；或用 `--dns` 只为一个容器指定。损坏的链接用 `sudo ln -sf ../run/systemd/resolve/stub-resolv.conf /etc/resolv.conf` 修复。',
    },
    wrongAdvice: {
      en: 'A public server (`dns: 8.8.8.8`) knows no internal names, and many companies block it.',
      'zh-CN': '公共 DNS 服务器（`dns: 8.8.8.8`）不知道内部名称，并且在许多公司中被屏蔽。',
    },
    sources: ['https://github.com/moby/moby/issues/49665', 'https://github.com/moby/moby/issues/38243'],
  },
};
