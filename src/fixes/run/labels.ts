import { goString, presentable, UnquotableError, uncut } from '../quote.js';
import { entriesAt, textAt } from '../read.js';
import type { Flag } from '../words.js';
import type { Copies } from './copies.js';
import { fitsFile } from './env.js';

/** Labels that are not the image's. Their values can be passwords (reverse proxies): all but switches and numbers are copied. */
export function labels(inspect: unknown, image: unknown, copies: Copies): readonly Flag[] {
  const flags: Flag[] = [];
  const filed: string[] = [];
  const all = entriesAt(inspect, 'Config', 'Labels');
  const keys = all.map(([key]) => key);
  for (const [key, value] of all) {
    if (typeof value !== 'string') continue;
    if (textAt(image, 'Config', 'Labels', key) === value && value !== '') continue;
    if (uncut(key, '=').trim() === '') throw new UnquotableError();
    if (presentable(key) && /^(true|false|\d{0,6})$/.test(value)) flags.push(['--label', `${key}=${value}`]);
    else if (presentable(key) && fitsFile(key, value)) filed.push(key);
    else flags.push(['--label', copies.hiddenEntry('.Config.Labels', key, keys)]);
  }
  if (filed.length > 0) {
    const template = `{{range $k, $v := .Config.Labels}}{{if eq $k ${filed.map(goString).join(' ')}}}{{$k}}={{println $v}}{{end}}{{end}}`;
    flags.unshift(['--label-file', copies.file('labels', template)]);
  }
  return flags;
}
