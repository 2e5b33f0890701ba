import { UserError } from '../../shared/user-error.js';
import { words, type Words } from '../../words/words.js';

/** A file that is no checkpoint, a damaged one, or one that asks for what is not allowed. */
export class CheckpointError extends UserError {
  override readonly name = 'CheckpointError';
}

/** @throws CheckpointError always */
export const fail = (said: Words): never => {
  throw new CheckpointError(said);
};

/** @param detail where the file contradicts itself, for whoever looks into it: `data/3: 12 of 24 bytes` */
export const damaged = (detail: string): never => fail(words('export.checkpointDamaged', { detail }));

/** How much of a text out of a checkpoint is shown. */
const MAX_SHOWN = 100;

/** A name out of a checkpoint, fit for a message: short, and without control characters. */
export const shown = (name: string): string => name.slice(0, MAX_SHOWN).replace(/[\p{Cc}\p{Cf}]/gu, '�');
