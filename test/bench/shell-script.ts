import type { ReportObservation } from '../../src/types/report.js';

const HTTP = "-s -o /dev/null --noproxy '*' -m 4";

/**
 * The shell script that a person would write for the same probes: one curl, getent or /dev/tcp a question, those of the
 * container through `docker exec`, one after the other.
 * @param observations what the doctor has seen; its own list of questions
 */
export function shellScript(observations: readonly ReportObservation[], container: string): string {
  const asked = new Set<string>();
  for (const { vantage, kind, target } of observations) {
    const question = words(kind, target);
    if (question) asked.add(vantage === 'host' ? question : `docker exec ${container} ${question}`);
  }
  return ['#!/bin/bash', `docker inspect ${container} >/dev/null`, ...asked, 'exit 0', ''].join('\n');
}

function words(kind: ReportObservation['kind'], target: string): string | null {
  switch (kind) {
    case 'http':
      return `curl ${HTTP} '${target.replace(/^[A-Z]+ /, '')}'`;
    case 'tls':
      return `curl ${HTTP} -k 'https://${target}/'`;
    case 'tcp': {
      const [host, port] = [target.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''), target.replace(/^.*:/, '')];
      return `timeout 4 bash -c '</dev/tcp/${host}/${port}' 2>/dev/null`;
    }
    case 'dns':
      return `getent ahosts '${target}' >/dev/null`;
    case 'listener':
      return 'cat /proc/net/tcp /proc/net/tcp6 >/dev/null';
    case 'clock':
      return 'date >/dev/null';
  }
}
