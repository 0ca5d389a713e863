/**
 * The public API for plug-ins: what a package of checks and causes imports. The checks that are shipped use nothing else.
 * A plug-in's default export is `{ checks?: Check[], causes?: Cause[] }`.
 */
import type { InstanceCause, RunCause } from './types/cause.js';
import type { InstanceCheck, RunCheck } from './types/check.js';

export type { Candidate, CandidateOrigin } from './deployment/candidates.js';
export { candidates, gateways, portInside, sharesHostNetwork } from './deployment/candidates.js';
export { corrections } from './deployment/corrections.js';
export type { ReadUrl, UrlOddity, UrlTarget } from './deployment/url.js';
export { hostForUrl, readOllamaUrl } from './deployment/url.js';
export { shownAddress } from './secrets/address.js';
export { redactText } from './secrets/redact.js';
export type * from './types/cause.js';
export type { CauseId, PluginCauseId, RivalId } from './types/cause-id.js';
export type * from './types/check.js';
export type * from './types/deployment.js';
export type * from './types/fix.js';
export type * from './types/probe.js';
export * from './types/requests.js';
export type * from './types/text.js';
export type * from './types/vantage.js';

/** A package of checks and causes. */
export interface Plugin {
  readonly checks?: readonly import('./types/check.js').Check[];
  readonly causes?: readonly import('./types/cause.js').Cause[];
}

/**
 * Declares a check. Its codes are inferred, so that a verdict with an unknown code, or a code without a sentence in
 * every language, does not compile.
 * @param check the definition
 * @returns the same object
 */
export function defineCheck<const Code extends string>(check: InstanceCheck<Code>): InstanceCheck<Code>;
export function defineCheck<const Code extends string>(check: RunCheck<Code>): RunCheck<Code>;
export function defineCheck(check: InstanceCheck | RunCheck): InstanceCheck | RunCheck {
  return check;
}

/**
 * Declares a cause.
 * @param cause the definition; `diagnose` and `prescribe` are pure functions of facts
 * @returns the same object
 */
export function defineCause(cause: InstanceCause): InstanceCause;
export function defineCause(cause: RunCause): RunCause;
export function defineCause(cause: InstanceCause | RunCause): InstanceCause | RunCause {
  return cause;
}
