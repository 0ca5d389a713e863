import { uncut } from '../quote.js';
import { at, isTrue, itemsAt, numberAt, textAt, textsAt } from '../read.js';
import { csv, type Flag } from '../words.js';
import type { Copies } from './copies.js';

/** Privileges, name spaces and devices. */
export function rights(inspect: unknown, copies: Copies): readonly Flag[] {
  const host = at(inspect, 'HostConfig');
  const list = (flag: string, field: string): readonly Flag[] =>
    copies.list(flag, textsAt(host, field), `.HostConfig.${field}`);
  const space = (flag: string, field: string, usual: readonly string[]): readonly Flag[] => {
    const mode = textAt(host, field);
    return mode === '' || usual.includes(mode) ? [] : [[flag, copies.word(mode, `{{.HostConfig.${field}}}`)]];
  };
  return [
    ...(isTrue(host, 'Privileged') ? [['--privileged']] : []),
    ...list('--cap-add', 'CapAdd'),
    ...list('--cap-drop', 'CapDrop'),
    ...security(host, copies),
    ...space('--ipc', 'IpcMode', ['private']),
    ...space('--pid', 'PidMode', ['private']),
    ...space('--uts', 'UTSMode', ['private']),
    ...space('--userns', 'UsernsMode', []),
    ...space('--cgroupns', 'CgroupnsMode', ['private']),
    ...devices(host, copies),
  ];
}

function security(host: unknown, copies: Copies): readonly Flag[] {
  const flags: Flag[] = [];
  textsAt(host, 'SecurityOpt').forEach((option, index) => {
    const [name] = option.split(/[=:]/, 1);
    // The engine tells a profile's text where the command takes a file.
    if (/^seccomp[=:]\s*\{/.test(option)) {
      const file = copies.file('seccomp.json', `{{slice (index .HostConfig.SecurityOpt ${index}) 8}}`);
      flags.push(['--security-opt', { shell: `seccomp=${typeof file === 'string' ? file : file.shell}` }]);
    } else if (!(name === 'label' && isTrue(host, 'Privileged')))
      flags.push(['--security-opt', copies.word(option, `{{index .HostConfig.SecurityOpt ${index}}}`)]);
  });
  const open = (field: string): boolean => Array.isArray(at(host, field)) && itemsAt(host, field).length === 0;
  if (open('MaskedPaths') && open('ReadonlyPaths') && !isTrue(host, 'Privileged')) {
    flags.push(['--security-opt', 'systempaths=unconfined']);
  }
  return flags;
}

function devices(host: unknown, copies: Copies): readonly Flag[] {
  const flags: Flag[] = itemsAt(host, 'Devices').map((device, index) => {
    const outside = uncut(textAt(device, 'PathOnHost'), ':');
    const inside = uncut(textAt(device, 'PathInContainer'), ':');
    const may = textAt(device, 'CgroupPermissions');
    const rest = may === '' || may === 'rwm' ? '' : `:${may}`;
    const written = inside === outside && rest === '' ? outside : `${outside}:${inside}${rest}`;
    const copied = `{{with index .HostConfig.Devices ${index}}}{{.PathOnHost}}:{{.PathInContainer}}${rest}{{end}}`;
    return ['--device', copies.word(written, copied)];
  });
  flags.push(
    ...copies.list('--device-cgroup-rule', textsAt(host, 'DeviceCgroupRules'), '.HostConfig.DeviceCgroupRules'),
  );
  for (const request of itemsAt(host, 'DeviceRequests')) {
    if (textAt(request, 'Driver') === 'cdi') {
      flags.push(...textsAt(request, 'DeviceIDs').map((id): Flag => ['--device', id]));
    } else flags.push(['--gpus', gpus(request)]);
  }
  return flags;
}

/** `all`, a number, or the fields that the option takes as comma-separated values. */
function gpus(request: unknown): string {
  const ids = textsAt(request, 'DeviceIDs');
  const count = numberAt(request, 'Count');
  const driver = textAt(request, 'Driver');
  const wanted = itemsAt(request, 'Capabilities')
    .flatMap((set) => textsAt(set))
    .filter((capability) => capability !== 'gpu');
  const options = Object.entries(at(request, 'Options') ?? {}).map(([key, value]) => `${key}=${value}`);
  const fields = [
    ids.length > 0 ? `device=${ids.join(',')}` : count === -1 ? 'all' : `${count}`,
    ...(driver === '' ? [] : [`driver=${driver}`]),
    ...(wanted.length > 0 ? [`capabilities=${wanted.join(',')}`] : []),
    ...(options.length > 0 ? [`options=${options.join(',')}`] : []),
  ];
  return csv(fields);
}
