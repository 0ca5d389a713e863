import type { Io } from '../io.js';
import { packagedFile } from '../packaged.js';

/** `schema`: the JSON Schema of the report, as it is shipped. */
export async function schema(io: Io): Promise<number> {
  io.stdout.write(packagedFile('schema/report-v1.json'));
  return 0;
}
