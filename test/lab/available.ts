import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter } from 'node:path';

const programs = [
  'dockerd',
  'containerd',
  'docker',
  'docker-compose',
  'dnsmasq',
  'iptables',
  'ip',
  'nsenter',
  'unshare',
  'setpriv',
  'flock',
  'openssl',
  'curl',
  'tar',
  'dpkg-deb',
  'sysctl',
] as const;

function has(program: string): boolean {
  const path = `${process.env.PATH ?? ''}${delimiter}/usr/sbin:/usr/bin:/sbin:/bin`;
  return path.split(delimiter).some((dir) => {
    try {
      accessSync(`${dir}/${program}`, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether a lab can be started on this machine, and if not, what it lacks. */
export function labAvailable(): { readonly ok: true } | { readonly ok: false; readonly why: string } {
  if (process.platform !== 'linux') return { ok: false, why: 'the lab needs Linux' };
  if (process.getuid?.() !== 0) return { ok: false, why: 'the lab needs root (it makes network namespaces)' };
  const missing = programs.filter((program) => !has(program));
  if (missing.length > 0) return { ok: false, why: `not installed: ${missing.join(', ')} (run test/lab/install.sh)` };
  if (!existsSync('/usr/bin/python3.11')) return { ok: false, why: 'no /usr/bin/python3.11: the lab needs Debian 12' };
  return { ok: true };
}
