/** Set by the build; absent where the sources are run as they are. */
declare const __VERSION__: string | undefined;

/** Version of the built program; null where the sources are run as they are. */
export const builtVersion = typeof __VERSION__ === 'string' ? __VERSION__ : null;
