import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Row } from './run-scenario.js';

interface Kept {
  readonly commit: string | null;
  readonly rows: Readonly<Record<string, Row>>;
}

/** Rows that a run has made so far, in a file: what is there of the same commit is not done again. */
export class KeptRows {
  readonly #rows: Map<string, Row>;

  /** @param commit what the rows are of; null: they are of no commit, and none is taken over */
  constructor(
    private readonly path: string,
    private readonly commit: string | null,
  ) {
    const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : null;
    this.#rows = new Map(commit !== null && kept?.commit === commit ? Object.entries(kept.rows) : []);
  }

  has(name: string): boolean {
    return this.#rows.has(name);
  }

  get(name: string): Row | undefined {
    return this.#rows.get(name);
  }

  /** Adds a row and writes the file at once, so that an end at any moment loses none. */
  keep(name: string, row: Row): void {
    this.#rows.set(name, row);
    mkdirSync(dirname(this.path), { recursive: true });
    const kept: Kept = { commit: this.commit, rows: Object.fromEntries(this.#rows) };
    writeFileSync(this.path, JSON.stringify(kept, null, 2));
  }
}
