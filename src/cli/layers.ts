import { shownAddress } from '../secrets/address.js';
import type { FileOptions } from './config-file.js';
import { parseDuration } from './duration.js';
import { type OptionName, specOf, variableOf } from './options.js';
import { nearest } from './suggest.js';
import { UsageError } from './usage-error.js';

/** What was given for an option, and the name that a complaint about it uses. */
interface Given {
  readonly name: string;
  readonly values: readonly string[];
}

/** Reads options through their layers: command line, environment, configuration file. Every value is checked here. */
export class Layers {
  constructor(
    private readonly typed: ReadonlyMap<OptionName, readonly string[]>,
    private readonly env: Readonly<Record<string, string | undefined>>,
    private readonly file: FileOptions | null,
  ) {}

  /** The first layer that says something about an option. */
  given(option: OptionName): Given | null {
    return this.#typed(option) ?? this.#untyped(option);
  }

  #typed(option: OptionName): Given | null {
    const values = this.typed.get(option);
    return values === undefined ? null : { name: `--${option}`, values };
  }

  /** What environment and file say, without the command line. */
  #untyped(option: OptionName): Given | null {
    const variable = variableOf(option);
    const text = this.env[variable];
    if (text !== undefined && text !== '') {
      const values = specOf(option).many ? text.split(/[\s,]+/u).filter((part) => part !== '') : [text];
      return { name: variable, values };
    }
    const values = this.file?.values.get(option);
    return values === undefined || this.file === null ? null : { name: `${this.file.path}: ${option}`, values };
  }

  /** Values of the environment or the file alone, for options whose order on the command line counts. */
  untyped(option: OptionName): readonly string[] {
    return this.#untyped(option)?.values ?? [];
  }

  /** @returns null where nothing was said */
  flag(option: OptionName): boolean | null {
    const given = this.given(option);
    const [value] = given?.values ?? [];
    if (given === null || value === undefined) return null;
    if (/^(?:true|1|yes|on)$/iu.test(value)) return true;
    if (/^(?:false|0|no|off)$/iu.test(value)) return false;
    throw new UsageError('cli.bad-boolean', { name: given.name, value });
  }

  text(option: OptionName): string | null {
    return this.given(option)?.values.at(-1) ?? null;
  }

  list(option: OptionName): readonly string[] {
    return this.given(option)?.values ?? [];
  }

  /** @returns milliseconds, or null where nothing was said */
  duration(option: OptionName): number | null {
    const given = this.given(option);
    const value = given?.values.at(-1);
    if (given === null || value === undefined) return null;
    const ms = parseDuration(value);
    if (ms === null) throw new UsageError('cli.bad-duration', { name: given.name, value });
    return ms;
  }

  choice<T extends string>(option: OptionName, choices: readonly T[]): T | null {
    const given = this.given(option);
    const value = given?.values.at(-1);
    return given === null || value === undefined ? null : oneOf(given.name, value, choices);
  }

  /** An http(s) URL as it was written; Open WebUI's own notion of a URL is checked elsewhere. */
  urls(option: OptionName): readonly string[] {
    const given = this.given(option);
    for (const value of given?.values ?? []) {
      const url = URL.canParse(value) ? new URL(value) : null;
      if (given !== null && (url === null || !/^https?:$/u.test(url.protocol)))
        throw new UsageError('cli.bad-url', { name: given.name, value: shownAddress(value) });
    }
    return given?.values ?? [];
  }
}

/** @throws UsageError with what was probably meant */
export function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new UsageError('cli.bad-choice', { name, value, choices: [...choices] }, nearest(value, choices));
}
