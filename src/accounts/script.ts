import { pythonScript } from '../assets.js';
import { limited } from '../deployment/limited.js';
import type { Args } from '../types/text.js';
import { isRefusal, Refusal } from './refusal.js';
import type { Place, Request } from './types.js';

/**
 * All that is seen in the process list: it takes the script and the request from a line of standard input. Where none
 * comes, since the doctor is gone, it ends.
 */
const BOOTSTRAP = `import json,signal,sys
alarm=getattr(signal,"alarm",lambda seconds:0)
alarm(15)
sys.stdin.reconfigure(encoding="utf-8")
given={}
while "script" not in given:
  line=sys.stdin.readline()
  line or sys.exit(9)
  given=json.loads(line) if line[0]=="{" else {}
alarm(int(sys.argv[1]))
exec(compile(given.pop("script"),"accounts","exec"),globals())
main(given)`;
const PARTS = ['settings_database.py', 'accounts_sqlite.py', 'accounts_postgres.py', 'accounts_look.py', 'accounts.py'];
/** What starting Python, or a throw-away container, costs above the script's own limit; milliseconds. */
const OVERHEAD_MS = 20_000;
/** Exit code of a process that its own alarm has ended: 128 + SIGALRM. */
const ALARMED = 142;

/**
 * Asks the script in Open WebUI's own Python.
 * @param limitS seconds after which the script ends itself
 * @returns the fields of its answer
 * @throws Refusal for what it refused; `broken` where no answer came
 */
export async function ask(
  place: Place,
  request: Request,
  limitS: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, unknown>> {
  const script = PARTS.map(pythonScript).join('\n');
  // Podman puts what it was asked itself in front of the input: the first line is not ours.
  const input = `\n${JSON.stringify({ ...place.about, ...request, script })}\n`;
  const limit = limited([signal], limitS * 1_000 + OVERHEAD_MS);
  const args = ['-c', BOOTSTRAP, String(limitS)];
  const { stdout, exitCode } = await place.run(args, input, limit);
  const answer = readAnswer(stdout);
  if (answer?.get('ok') === true) return answer;
  const code = answer?.get('code');
  if (answer && isRefusal(code)) throw new Refusal(code, argsOf(answer.get('args')));
  if (exitCode === ALARMED) throw new Refusal('out-of-time', { seconds: limitS });
  // 126 and 127: there is no such program, or it cannot be started.
  if (exitCode === 126 || exitCode === 127) throw new Refusal('no-python');
  throw new Refusal('broken', { error: String(exitCode ?? '') });
}

function readAnswer(stdout: string): ReadonlyMap<string, unknown> | null {
  try {
    return fieldsOf(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  } catch {
    return null;
  }
}

/** The fields of an object; none for anything else. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);
}

function argsOf(value: unknown): Args {
  return Object.fromEntries(
    [...fieldsOf(value)].flatMap(([name, one]) =>
      typeof one === 'string' || typeof one === 'number'
        ? [[name, typeof one === 'string' ? one.slice(0, 400) : one]]
        : [],
    ),
  );
}
