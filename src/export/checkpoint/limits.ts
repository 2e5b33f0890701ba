import { words } from '../../words/words.js';
import { fail } from './checkpoint-error.js';

/** The largest known family with its optimiser's state has about 60 MB. */
export const MAX_FILE_BYTES = 128 * 2 ** 20;
/** Bytes of a pickle or of a safetensors header: they describe tensors and hold none. */
export const MAX_DESCRIPTION_BYTES = 4 * 2 ** 20;
/** Elements of all tensors of one set of weights. */
export const MAX_ELEMENTS = 16 * 2 ** 20;
/** Axes of a tensor. */
export const MAX_AXES = 16;

/** @param size the excessive size, with its unit */
export const tooLarge = (size: string): never => fail(words('export.checkpointTooLarge', { size }));

/** @throws CheckpointError always */
export const tooManyBytes = (bytes: number): never => tooLarge(`${Math.round(bytes / 2 ** 20)} MiB`);
