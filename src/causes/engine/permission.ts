import { defineCause } from '../../plugin.js';
import type { FixPlan } from '../../types/fix.js';
import { say } from '../said.js';

export const permissionDenied = defineCause({
  id: 'docker-permission-denied',
  scope: 'run',
  hop: 'webui',
  title: { en: 'This user may not talk to the container engine', 'zh-CN': '当前用户无权访问容器引擎' },
  messages: {
    is: {
      en: '{path} belongs to {owner} and group {group} ({mode}); user {user} may not open it.',
      'zh-CN': '{path} 属于用户 {owner}、用户组 {group}（{mode}）；用户 {user} 无权打开它。',
    },
    'is.plain': {
      en: 'The engine’s socket {path} is there, but user {user} may not open it.',
      'zh-CN': '引擎的套接字 {path} 存在，但用户 {user} 无权打开它。',
    },
    'is.session': {
      en: 'User {user} was added to group {group}, but this session does not have it yet.',
      'zh-CN': '用户 {user} 已加入用户组 {group}，但当前会话尚未生效。',
    },
    'proof.tried': { en: 'Tried: {tried}.', 'zh-CN': '已尝试：{tried}。' },
    'refuted.there': {
      en: 'The engine’s socket is there: this user may not open it.',
      'zh-CN': '引擎的套接字存在，只是此用户无权打开。',
    },
    'fix.sudo': { en: 'Run it as root this once', 'zh-CN': '本次以 root 身份运行' },
    'fix.group': { en: 'Add {user} to group {group}', 'zh-CN': '将 {user} 加入用户组 {group}' },
    'fix.session': { en: 'Start a session that has the group', 'zh-CN': '启动已包含该用户组的会话' },
    'effect.root': {
      en: 'Whoever is in group {group} is as good as root on this machine.',
      'zh-CN': '用户组 {group} 的成员实际上等同于本机的 root。',
    },
    'step.sign-in': {
      en: 'Sign out and in again, then run owui-doctor.',
      'zh-CN': '注销并重新登录，然后运行 owui-doctor。',
    },
  },
  explain: {
    what: {
      en: 'The engine listens on a socket that only root and one group may open.',
      'zh-CN': '引擎监听的套接字只有 root 和特定用户组可以打开。',
    },
    proof: {
      en: 'Connecting ends in EACCES. The socket’s owner and group are read, and whether this session has the group.',
      'zh-CN': '连接返回 EACCES。随后读取套接字的属主和用户组，以及当前会话是否拥有该组。',
    },
    fixes: {
      en: 'Run the doctor as root once, or join the group and sign in again.',
      'zh-CN': '以 root 身份运行一次，或加入该用户组后重新登录。',
    },
    wrongAdvice: {
      en: 'Making the socket writable for everybody: that gives root to everybody.',
      'zh-CN': '把套接字改为所有人可写：那等于把 root 权限给了所有人。',
    },
    sources: ['https://docs.docker.com/engine/install/linux-postinstall/'],
  },
  diagnose: ({ deployment, troubled }) => {
    const [found] = troubled('docker.engine');
    const { engine, host } = deployment;
    if (!found || engine.state !== 'forbidden') return [];
    const socket = engine.socket;
    const path = socket?.path ?? engine.tried.find(({ outcome }) => outcome === 'forbidden')?.address ?? null;
    const args = {
      path,
      user: host.user,
      owner: socket?.owner ?? null,
      group: socket?.group ?? null,
      mode: socket?.mode ?? null,
    };
    return [
      {
        cause: 'docker-permission-denied',
        certainty: 'proven',
        instance: null,
        explains: ['docker.engine', 'webui.found'],
        failingHop: 'webui',
        message: say(socket?.memberElsewhere ? 'is.session' : socket ? 'is' : 'is.plain', args),
        proof: [
          {
            observation: null,
            says: say('proof.tried', {
              tried: engine.tried.map(({ address, outcome, code }) => `${address} (${code ?? outcome})`),
            }),
          },
        ],
        refuted: [{ cause: 'docker-unreachable', because: say('refuted.there') }],
      },
    ];
  },
  prescribe: (_diagnosis, { deployment }, kit) => {
    const { engine, host } = deployment;
    if (engine.state !== 'forbidden') return [];
    const group = engine.socket?.group ?? 'docker';
    const session = (): FixPlan =>
      kit.plain({
        id: 'new-session',
        title: say('fix.session'),
        commands: [{ run: `sg ${kit.quote(group)} -c owui-doctor`, where: 'host', needsRoot: false }],
      });
    const once = (): FixPlan =>
      kit.plain({
        id: 'as-root',
        title: say('fix.sudo'),
        commands: [{ run: kit.sudo('owui-doctor'), where: 'host', needsRoot: true }],
      });
    if (engine.socket?.memberElsewhere) return [session(), once()];
    // Root's own group is nobody's to join.
    if (group === 'root' || group === 'wheel') return [once()];
    return [
      once(),
      kit.plain({
        id: 'join-group',
        title: say('fix.group', { user: host.user, group }),
        commands: [
          { run: kit.sudo(`usermod -aG ${kit.quote(group)} ${kit.quote(host.user)}`), where: 'host', needsRoot: true },
        ],
        steps: [say('step.sign-in')],
        undo: [
          { run: kit.sudo(`gpasswd -d ${kit.quote(host.user)} ${kit.quote(group)}`), where: 'host', needsRoot: true },
        ],
        sideEffects: [say('effect.root', { group })],
      }),
    ];
  },
});
