import { uncut } from '../quote.js';
import { at, entriesAt, isTrue, itemsAt, numberAt, textAt, textsAt } from '../read.js';
import type { Flag } from '../words.js';
import type { Copies } from './copies.js';

/** Options that are one number; 0 means that nothing was set. */
const NUMBERS: readonly (readonly [flag: string, field: string])[] = [
  ['--memory', 'Memory'],
  ['--memory-reservation', 'MemoryReservation'],
  ['--memory-swap', 'MemorySwap'],
  ['--cpu-shares', 'CpuShares'],
  ['--cpu-period', 'CpuPeriod'],
  ['--cpu-quota', 'CpuQuota'],
  ['--cpu-rt-period', 'CpuRealtimePeriod'],
  ['--cpu-rt-runtime', 'CpuRealtimeRuntime'],
  ['--pids-limit', 'PidsLimit'],
  ['--blkio-weight', 'BlkioWeight'],
  ['--oom-score-adj', 'OomScoreAdj'],
];
const RATES: readonly (readonly [flag: string, field: string])[] = [
  ['--device-read-bps', 'BlkioDeviceReadBps'],
  ['--device-write-bps', 'BlkioDeviceWriteBps'],
  ['--device-read-iops', 'BlkioDeviceReadIOps'],
  ['--device-write-iops', 'BlkioDeviceWriteIOps'],
];

/** Memory, processor, processes and disk: how much the container may use. */
export function limits(inspect: unknown, hostNetwork: boolean, copies: Copies): readonly Flag[] {
  const host = at(inspect, 'HostConfig');
  const flags: Flag[] = [];
  for (const [flag, field] of NUMBERS)
    if (numberAt(host, field) !== 0) flags.push([`${flag}=${numberAt(host, field)}`]);
  const swappiness = at(host, 'MemorySwappiness');
  if (typeof swappiness === 'number' && swappiness >= 0) flags.push(['--memory-swappiness', `${swappiness}`]);
  const cpus = numberAt(host, 'NanoCpus');
  if (cpus > 0) flags.push(['--cpus', (cpus / 1e9).toFixed(9).replace(/\.?0+$/, '')]);
  for (const [flag, field] of [
    ['--cpuset-cpus', 'CpusetCpus'],
    ['--cpuset-mems', 'CpusetMems'],
    ['--cgroup-parent', 'CgroupParent'],
  ] as const) {
    const value = textAt(host, field);
    if (value !== '') flags.push([flag, copies.word(value, `{{.HostConfig.${field}}}`)]);
  }
  if (isTrue(host, 'OomKillDisable')) flags.push(['--oom-kill-disable']);
  for (const limit of itemsAt(host, 'Ulimits')) {
    // Podman tells them as RLIMIT_NOFILE, and takes them as nofile.
    const name = textAt(limit, 'Name')
      .replace(/^RLIMIT_/, '')
      .toLowerCase();
    flags.push(['--ulimit', `${name}=${numberAt(limit, 'Soft')}:${numberAt(limit, 'Hard')}`]);
  }
  for (const device of itemsAt(host, 'BlkioWeightDevice')) {
    flags.push(['--blkio-weight-device', `${uncut(textAt(device, 'Path'), ':')}:${numberAt(device, 'Weight')}`]);
  }
  for (const [flag, field] of RATES) {
    for (const device of itemsAt(host, field))
      flags.push([flag, `${uncut(textAt(device, 'Path'), ':')}:${numberAt(device, 'Rate')}`]);
  }
  // Settings of the network do not exist for a container without a network of its own: the engine refuses them.
  const settings = entriesAt(host, 'Sysctls');
  for (const [key, value] of settings) {
    const keys = settings.map(([name]) => name);
    if (!(hostNetwork && key.startsWith('net.')))
      flags.push(['--sysctl', copies.entry('.HostConfig.Sysctls', key, value, keys)]);
  }
  return flags;
}

/** How the engine treats the container: restarts, logs, removal, runtime. */
export function policy(inspect: unknown, copies: Copies): readonly Flag[] {
  const host = at(inspect, 'HostConfig');
  const flags: Flag[] = [];
  const restart = restartPolicy(inspect);
  if (restart !== 'no') flags.push(['--restart', restart]);
  if (isTrue(host, 'AutoRemove')) flags.push(['--rm']);
  const init = at(host, 'Init');
  if (typeof init === 'boolean') flags.push([init ? '--init' : '--init=false']);
  const runtime = textAt(host, 'Runtime');
  if (runtime !== '' && runtime !== 'runc' && runtime !== 'oci')
    flags.push(['--runtime', copies.word(runtime, '{{.HostConfig.Runtime}}')]);
  const driver = textAt(host, 'LogConfig', 'Type');
  const options = entriesAt(host, 'LogConfig', 'Config');
  if (driver !== '' && !(driver === 'json-file' && options.length === 0) && driver !== 'journald-default') {
    flags.push(['--log-driver', copies.word(driver, '{{.HostConfig.LogConfig.Type}}')]);
  }
  const keys = options.map(([key]) => key);
  for (const [key, value] of options) {
    // Some drivers take a token; sizes and counts are no secret.
    const isCount = /^(max-size|max-file|mode|compress|max-buffer-size)$/.test(key);
    const path = '.HostConfig.LogConfig.Config';
    flags.push(['--log-opt', isCount ? copies.entry(path, key, value, keys) : copies.hiddenEntry(path, key, keys)]);
  }
  flags.push(...copies.list('--group-add', textsAt(host, 'GroupAdd'), '.HostConfig.GroupAdd'));
  // Whoever set an annotation may have meant it for a runtime's eyes alone.
  const notes = entriesAt(host, 'Annotations').map(([key]) => key);
  for (const key of notes) flags.push(['--annotation', copies.hiddenEntry('.HostConfig.Annotations', key, notes)]);
  return flags;
}

/** As `--restart` takes it. */
export function restartPolicy(inspect: unknown): string {
  const name = textAt(inspect, 'HostConfig', 'RestartPolicy', 'Name');
  const count = numberAt(inspect, 'HostConfig', 'RestartPolicy', 'MaximumRetryCount');
  if (name === '') return 'no';
  return name === 'on-failure' && count > 0 ? `on-failure:${count}` : name;
}
