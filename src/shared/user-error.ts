/**
 * A mistake or a state that the user can do something about. The message is one clear sentence (or two: what
 * is wrong, and the way out), fit to be shown as it is, without a stack.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
