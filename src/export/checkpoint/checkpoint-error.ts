import { UserError } from '../../shared/user-error.js';

/** A file that is no PyTorch checkpoint, a damaged one, or one that asks for what is not allowed. */
export class CheckpointError extends UserError {
  override readonly name = 'CheckpointError';
}

export const fail = (message: string): never => {
  throw new CheckpointError(message);
};

/** A part of the file that contradicts another part. */
export const damaged = (what: string): never =>
  fail(`The checkpoint is damaged: ${what}. Copy or save it again.`);
