import { entriesAt, isTrue, itemsAt, numberAt, textAt, textsAt } from '../read.js';
import { csv, type Flag } from '../words.js';

/** Where something is mounted in the old container: volumes, binds and memory. */
export function mountPoints(inspect: unknown): readonly string[] {
  return [
    ...itemsAt(inspect, 'Mounts').map((mount) => textAt(mount, 'Destination')),
    ...entriesAt(inspect, 'HostConfig', 'Tmpfs').map(([path]) => path),
  ].filter((path) => path !== '');
}

/** True where a path of the container lies on a mount, so that it outlives the container. */
export function onMount(inspect: unknown, path: string): boolean {
  return mountPoints(inspect).some((point) => path === point || path.startsWith(point.replace(/\/*$/, '/')));
}

/** Target of a bind `source:target[:options]`; a Windows drive's colon belongs to the source. */
const target = (bind: string): string => {
  const parts = bind.replace(/^([A-Za-z]):(?=[\\/])/, '$1').split(':');
  return parts[1] ?? parts[0] ?? '';
};

/** Volumes, bind mounts, memory file systems and what belongs to the disk. */
export function storage(inspect: unknown, addBinds: readonly string[]): readonly Flag[] {
  const host = (field: string): readonly string[] => textsAt(inspect, 'HostConfig', field);
  const replaced = new Set(addBinds.map(target));
  const binds = host('Binds').filter((bind) => !replaced.has(target(bind)));
  const mounts = itemsAt(inspect, 'HostConfig', 'Mounts').filter((mount) => !replaced.has(textAt(mount, 'Target')));
  const named = new Set([
    ...host('Binds').map(target),
    ...itemsAt(inspect, 'HostConfig', 'Mounts').map((m) => textAt(m, 'Target')),
  ]);
  // A volume without a name of its own stays with its container: it has to be named, or its data are left behind.
  const anonymous = itemsAt(inspect, 'Mounts')
    .filter((mount) => textAt(mount, 'Type') === 'volume' && !named.has(textAt(mount, 'Destination')))
    .filter((mount) => !replaced.has(textAt(mount, 'Destination')) && textAt(mount, 'Name') !== '')
    .map((mount) => `${textAt(mount, 'Name')}:${textAt(mount, 'Destination')}${isTrue(mount, 'RW') ? '' : ':ro'}`);
  const size = numberAt(inspect, 'HostConfig', 'ShmSize');
  const driver = textAt(inspect, 'HostConfig', 'VolumeDriver');
  return [
    ...[...binds, ...anonymous, ...addBinds].map((bind): Flag => ['-v', bind]),
    ...mounts.map((mount): Flag => ['--mount', mountField(mount)]),
    ...entriesAt(inspect, 'HostConfig', 'Tmpfs').map(
      ([path, options]): Flag => ['--tmpfs', options === '' ? path : `${path}:${options}`],
    ),
    ...host('VolumesFrom').map((from): Flag => ['--volumes-from', from]),
    ...(driver === '' ? [] : [['--volume-driver', driver]]),
    ...(isTrue(inspect, 'HostConfig', 'ReadonlyRootfs') ? [['--read-only']] : []),
    ...(size > 0 && size !== 67_108_864 ? [['--shm-size', `${size}`]] : []),
    ...entriesAt(inspect, 'HostConfig', 'StorageOpt').map(([key, value]): Flag => ['--storage-opt', `${key}=${value}`]),
  ];
}

/** The driver's own options of a volume are left out: it exists already, and they can hold a password (cifs). */
function mountField(mount: unknown): string {
  const type = textAt(mount, 'Type');
  const source = textAt(mount, 'Source');
  const propagation = textAt(mount, 'BindOptions', 'Propagation');
  const inside = textAt(mount, 'VolumeOptions', 'Subpath');
  const bytes = numberAt(mount, 'TmpfsOptions', 'SizeBytes');
  const mode = numberAt(mount, 'TmpfsOptions', 'Mode');
  return csv([
    `type=${type}`,
    ...(source === '' ? [] : [`source=${source}`]),
    `target=${textAt(mount, 'Target')}`,
    ...(isTrue(mount, 'ReadOnly') ? ['readonly'] : []),
    ...(propagation === '' ? [] : [`bind-propagation=${propagation}`]),
    ...(isTrue(mount, 'BindOptions', 'NonRecursive') ? ['bind-nonrecursive'] : []),
    ...(isTrue(mount, 'VolumeOptions', 'NoCopy') ? ['volume-nocopy'] : []),
    ...(inside === '' ? [] : [`volume-subpath=${inside}`]),
    ...(bytes > 0 ? [`tmpfs-size=${bytes}`] : []),
    ...(mode > 0 ? [`tmpfs-mode=${mode.toString(8)}`] : []),
  ]);
}
