import type { Format } from '../report/reporters.js';
import type { Text } from '../types/text.js';
import { ACCOUNT, COMMON, EXAMINE, type OptionName } from './options.js';

/** What the command line has; help, parser and completion read it. */
export interface CommandSpec {
  readonly help: Text;
  readonly options: readonly OptionName[];
  /** The formats that it can write, where these are not all. */
  readonly formats?: readonly Format[];
  /** The one argument that it takes, if it takes one. */
  readonly argument?: { readonly name: string; readonly help: Text; readonly needed: boolean };
}

const TEXT_OR_JSON = ['text', 'json'] as const;

export const commands = {
  check: {
    help: {
      en: 'find, probe, explain and suggest (what runs without a command)',
      'zh-CN': '发现、探测、解释并给出建议（省略命令时执行）',
    },
    options: EXAMINE,
  },
  gate: {
    help: { en: 'for CI: never asks, waits, annotates', 'zh-CN': '用于 CI：从不提问，会等待，并输出注解' },
    options: EXAMINE,
  },
  list: {
    help: { en: 'the checks and causes, with their ids', 'zh-CN': '列出检查与原因及其 ID' },
    options: ['format', 'plugin', ...COMMON],
    formats: TEXT_OR_JSON,
  },
  explain: {
    help: {
      en: 'one check or cause: what, how it is proven, fixes, sources',
      'zh-CN': '说明一项检查或原因：内容、证实方法、修复、来源',
    },
    options: ['plugin', ...COMMON],
    argument: {
      name: 'id',
      help: { en: 'id of a check or a cause (default: lists them)', 'zh-CN': '检查或原因的 ID（省略：列出全部）' },
      needed: false,
    },
  },
  'reset-password': {
    help: {
      en: 'a new password for an account whose old one is lost, with a copy first and a proof after',
      'zh-CN': '为丢失密码的账户设置新密码：先保存副本，再加以证实',
    },
    options: [...ACCOUNT, 'container', 'docker-host', 'dotenv', 'format', ...COMMON],
    formats: TEXT_OR_JSON,
  },
  demo: {
    help: {
      en: 'a small deployment on loopback with a fault in it: diagnosis, remedy, healthy',
      'zh-CN': '在回环地址上搭建带故障的小型部署：诊断、修复、恢复健康',
    },
    options: ['verbose', 'quiet', ...COMMON],
    argument: {
      name: 'fault',
      help: { en: 'which fault (default: one at random)', 'zh-CN': '哪种故障（默认：随机）' },
      needed: false,
    },
  },
  schema: { help: { en: 'the JSON Schema of the report', 'zh-CN': '报告的 JSON Schema' }, options: [...COMMON] },
  completion: {
    help: { en: 'a completion script for bash, zsh or fish', 'zh-CN': '生成 bash、zsh 或 fish 的补全脚本' },
    options: [...COMMON],
    argument: {
      name: 'shell',
      help: { en: 'bash, zsh or fish (default: that of SHELL)', 'zh-CN': 'bash、zsh 或 fish（默认：取自 SHELL）' },
      needed: false,
    },
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commands;
export const COMMAND_NAMES = Object.keys(commands).filter(isCommand);

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

export function commandOf(name: CommandName): CommandSpec {
  return commands[name];
}
