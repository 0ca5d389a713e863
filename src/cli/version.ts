import { builtVersion } from './built-version.js';
import { packagedFile } from './packaged.js';

/** Version of this program. */
export function ownVersion(): string {
  if (builtVersion !== null) return builtVersion;
  const { version }: { readonly version: string } = JSON.parse(packagedFile('package.json'));
  return version;
}
