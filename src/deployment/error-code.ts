/** The code of an error of Node's core or of a library, whatever realm it comes from; null where it has none. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) return errorCode(error.errors[0]);
  return 'name' in error && error.name === 'AbortError' ? 'ABORT_ERR' : null;
}

/** The HTTP status that a container engine answered with; null where the error is of another kind. */
export function httpStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}
