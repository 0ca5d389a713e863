import { packagedFile } from './packaged.js';

/** Set by the build; absent where the sources are run as they are. */
declare const __VERSION__: string | undefined;

/** Version of this program. */
export function ownVersion(): string {
  if (typeof __VERSION__ === 'string') return __VERSION__;
  const { version }: { readonly version: string } = JSON.parse(packagedFile('package.json'));
  return version;
}
