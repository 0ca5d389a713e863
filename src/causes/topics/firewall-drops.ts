import type { Topic } from '../../types/cause.js';

/** A firewall between a container and its host: a rival of the loopback bind. The place is told as `undetermined`, hop `firewall`. */
export const firewallDrops: Topic = {
  id: 'ufw-drops-docker0',
  title: {
    en: 'A firewall of this machine drops what containers send to Ollama',
    'zh-CN': '本机防火墙丢弃容器发往 Ollama 的数据包',
  },
  explain: {
    what: {
      en: 'What a container sends to an address of its own host passes the host’s INPUT rules. Docker opens published ports and forwarding only, so ufw or another firewall with the default “deny incoming” drops the packets: Open WebUI waits until its time is over, while the host itself reaches Ollama at the same address.',
      'zh-CN':
        '容器发往其主机地址的数据包要经过主机的 INPUT 规则。Docker 只放行已发布的端口和转发，因此默认“拒绝入站”的 ufw 或其他防火墙会丢弃这些数据包：Open WebUI 一直等到超时，而主机自身可以在同一地址访问 Ollama。',
    },
    proof: {
      en: 'A loopback bind is refused at once, a dropped packet is answered by nobody. Where the host reaches the address and the container does not, and a test listener of the doctor’s own on that address is out of the container’s reach too, it is the firewall. Where the host itself is refused there, or the test listener is reached, it is not.',
      'zh-CN':
        '只监听回环地址时连接会立即被拒绝，而被丢弃的数据包得不到任何应答。如果主机能访问该地址而容器不能，并且容器也访问不到医生程序在同一地址上打开的测试监听端口，那么原因就是防火墙。如果主机自身在该地址也被拒绝，或容器能访问测试监听端口，则不是防火墙。',
    },
    fixes: {
      en: 'Allow the container network to reach Ollama’s port: `sudo ufw allow from 172.17.0.0/16 to 172.17.0.1 port 11434 proto tcp` for the default bridge alone, `sudo ufw allow from 172.16.0.0/12 to any port 11434 proto tcp` for the networks of compose as well.',
      'zh-CN':
        '允许容器网络访问 Ollama 的端口：只针对默认网桥用 `sudo ufw allow from 172.17.0.0/16 to 172.17.0.1 port 11434 proto tcp`；同时包括 compose 的网络则用 `sudo ufw allow from 172.16.0.0/12 to any port 11434 proto tcp`。',
    },
    wrongAdvice: {
      en: '“Docker bypasses ufw anyway” is true of published ports, not of what a container sends to its host. Switching ufw off opens the whole machine.',
      'zh-CN':
        '“Docker 本来就绕过 ufw”只适用于已发布的端口，不适用于容器发往主机的数据包。关闭 ufw 会让整台机器失去保护。',
    },
    sources: ['https://github.com/moby/moby/issues/27817', 'https://github.com/open-webui/open-webui/issues/1492'],
  },
};
