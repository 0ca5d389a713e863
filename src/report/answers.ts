import type { ProgramCode } from '../messages/program.js';
import type { Finding } from '../types/check.js';
import type { Report, ReportCheck } from '../types/report.js';

/** The answer of Open WebUI itself. */
const PAGE = 'webui.health';
/** The answers that everything hangs on: Open WebUI's own, and Ollama's as Open WebUI gets it. */
const ANSWERS = [PAGE, 'ollama.tags'];
const STARTING = 'starting';

/** The first of these answers that is not known; as long as there is one, nothing is said to be healthy. */
export function unanswered({ checks }: Pick<Report, 'checks'>): ReportCheck | undefined {
  return checks.find(({ id, status }) => status === 'unknown' && ANSWERS.includes(id));
}

/** Whether a row tells that its Open WebUI is still starting: its answer is not known, and that is no fault. */
export function tellsStarting({ id, status, code }: Pick<ReportCheck, 'id' | 'status' | 'code'>): boolean {
  return id === PAGE && status === 'unknown' && code === STARTING;
}

/** The same of what the checks have found. */
export function isStarting(findings: readonly Finding[]): boolean {
  return findings.some(({ check, status, said }) => tellsStarting({ id: check, status, code: said.code }));
}

/** What the exit code means: while one of these answers is not known, 0 does not mean healthy. */
export function exitMeaning(report: Pick<Report, 'checks' | 'exitCode'>): ProgramCode {
  return report.exitCode === 0 && unanswered(report) !== undefined ? 'exit.0-open' : `exit.${report.exitCode}`;
}
