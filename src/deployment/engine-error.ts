/** What went wrong with a question to the engine, where Node has no code of its own for it. */
export type EngineFault =
  | 'ENGINE_STATUS' //      it answered with a status that is no success; redirects are among them
  | 'ENGINE_TOO_LARGE' //   its answer has no end, or none within the limit
  | 'ENGINE_MALFORMED'; //  its answer is not what the engine's interface describes

/** A question that the engine did not answer as it should. */
export class EngineError extends Error {
  /**
   * @param code which fault
   * @param statusCode HTTP status of the answer; null: there was none, or it was a success
   */
  constructor(
    readonly code: EngineFault,
    readonly statusCode: number | null = null,
  ) {
    super(statusCode === null ? code : `HTTP ${statusCode}`);
    this.name = 'EngineError';
  }
}
