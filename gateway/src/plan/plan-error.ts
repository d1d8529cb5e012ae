/** No plan was made for a valid operation. The message is for operators; clients get a neutral one. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}
