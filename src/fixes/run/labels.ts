import { goString, quotable } from '../quote.js';
import { entriesAt, textAt } from '../read.js';
import type { Flag } from '../words.js';
import type { Copies } from './copies.js';

/** Labels that are not the image's. Their values can be passwords (reverse proxies): all but switches and numbers are copied. */
export function labels(inspect: unknown, image: unknown, copies: Copies): readonly Flag[] {
  const flags: Flag[] = [];
  const filed: string[] = [];
  for (const [key, value] of entriesAt(inspect, 'Config', 'Labels')) {
    if (typeof value !== 'string' || !quotable(key)) continue;
    if (textAt(image, 'Config', 'Labels', key) === value && value !== '') continue;
    if (/^(true|false|\d{0,6})$/.test(value)) flags.push(['--label', `${key}=${value}`]);
    else if (/^[^\s#=]+$/u.test(key) && !/[\r\n]/.test(value) && value.length < 60_000) filed.push(key);
    else flags.push(['--label', copies.value(`{{index .Config.Labels ${goString(key)}}}`, `${key}=`)]);
  }
  if (filed.length > 0) {
    const template = `{{range $k, $v := .Config.Labels}}{{if eq $k ${filed.map(goString).join(' ')}}}{{$k}}={{println $v}}{{end}}{{end}}`;
    flags.unshift(['--label-file', copies.file('labels', template)]);
  }
  return flags;
}
