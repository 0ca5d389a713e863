import { uncut } from '../quote.js';
import { entriesAt, isTrue, itemsAt, numberAt, textAt, textsAt } from '../read.js';
import { csv, type Flag, type Word } from '../words.js';
import { type Copies, entryTemplate } from './copies.js';

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
export function storage(inspect: unknown, addBinds: readonly string[], copies: Copies): readonly Flag[] {
  const host = (field: string): readonly string[] => textsAt(inspect, 'HostConfig', field);
  const replaced = new Set(addBinds.map(target));
  const binds = host('Binds').flatMap((bind, index) =>
    replaced.has(target(bind)) ? [] : [copies.word(bind, `{{index .HostConfig.Binds ${index}}}`)],
  );
  const mounts = itemsAt(inspect, 'HostConfig', 'Mounts').flatMap((mount, index): readonly Flag[] =>
    replaced.has(textAt(mount, 'Target')) ? [] : [['--mount', mountField(mount, index, copies)]],
  );
  const named = new Set([
    ...host('Binds').map(target),
    ...itemsAt(inspect, 'HostConfig', 'Mounts').map((m) => textAt(m, 'Target')),
  ]);
  // A volume without a name of its own stays with its container: it has to be named, or its data are left behind.
  const anonymous = itemsAt(inspect, 'Mounts').flatMap((mount, index): readonly Word[] => {
    const [inside, name] = [textAt(mount, 'Destination'), textAt(mount, 'Name')];
    if (textAt(mount, 'Type') !== 'volume' || named.has(inside) || replaced.has(inside) || name === '') return [];
    const end = isTrue(mount, 'RW') ? '' : ':ro';
    const copied = `{{with index .Mounts ${index}}}{{.Name}}:{{.Destination}}${end}{{end}}`;
    return [copies.word(`${name}:${uncut(inside, ':')}${end}`, copied)];
  });
  const memory = entriesAt(inspect, 'HostConfig', 'Tmpfs');
  const paths = memory.map(([path]) => path);
  const disk = entriesAt(inspect, 'HostConfig', 'StorageOpt');
  const diskKeys = disk.map(([key]) => key);
  const size = numberAt(inspect, 'HostConfig', 'ShmSize');
  const driver = textAt(inspect, 'HostConfig', 'VolumeDriver');
  return [
    ...[...binds, ...anonymous, ...addBinds].map((bind): Flag => ['-v', bind]),
    ...mounts,
    ...memory.map(([path, options]): Flag => {
      const prints = options === '' ? '{{$k}}' : '{{$k}}:{{$v}}';
      const template = (): string => entryTemplate('.HostConfig.Tmpfs', path, paths, prints);
      const written = uncut(path, ':');
      return ['--tmpfs', copies.word(options === '' ? written : `${written}:${options}`, template)];
    }),
    ...copies.list('--volumes-from', host('VolumesFrom'), '.HostConfig.VolumesFrom'),
    ...(driver === '' ? [] : [['--volume-driver', copies.word(driver, '{{.HostConfig.VolumeDriver}}')]]),
    ...(isTrue(inspect, 'HostConfig', 'ReadonlyRootfs') ? [['--read-only']] : []),
    ...(size > 0 && size !== 67_108_864 ? [['--shm-size', `${size}`]] : []),
    ...disk.map(
      ([key, value]): Flag => ['--storage-opt', copies.entry('.HostConfig.StorageOpt', key, value, diskKeys)],
    ),
  ];
}

/** The driver's own options of a volume are left out: it exists already, and they can hold a password (cifs). */
function mountField(mount: unknown, index: number, copies: Copies): Word {
  const propagation = textAt(mount, 'BindOptions', 'Propagation');
  const bytes = numberAt(mount, 'TmpfsOptions', 'SizeBytes');
  const mode = numberAt(mount, 'TmpfsOptions', 'Mode');
  const texts = [
    ['source', 'Source'],
    ['target', 'Target'],
    ['volume-subpath', 'VolumeOptions.Subpath'],
  ].flatMap(([name = '', field = '']) => {
    const value = textAt(mount, ...field.split('.'));
    return value === '' ? [] : [{ name, field, value }];
  });
  const front = `type=${textAt(mount, 'Type')}`;
  const rest = [
    ...(isTrue(mount, 'ReadOnly') ? ['readonly'] : []),
    ...(propagation === '' ? [] : [`bind-propagation=${propagation}`]),
    ...(isTrue(mount, 'BindOptions', 'NonRecursive') ? ['bind-nonrecursive'] : []),
    ...(isTrue(mount, 'VolumeOptions', 'NoCopy') ? ['volume-nocopy'] : []),
    ...(bytes > 0 ? [`tmpfs-size=${bytes}`] : []),
    ...(mode > 0 ? [`tmpfs-mode=${mode.toString(8)}`] : []),
  ];
  const written = csv([front, ...texts.map(({ name, value }) => `${name}=${value}`), ...rest]);
  // Within quotes, the reader of comma-separated values takes two quotes for one.
  const copied = texts.map(({ name, field }) => `"${name}={{join (split .${field} "\\"") "\\"\\""}}"`);
  const template = [front, ...copied, ...rest].join(',');
  return copies.word(written, `{{with index .HostConfig.Mounts ${index}}}${template}{{end}}`);
}
