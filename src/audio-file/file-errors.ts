import { messageOf, UserError } from '../shared/user-error.js';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;

/** What the system says when `file` can't be read, as a sentence. */
export function readError(file: string, error: unknown): UserError {
  switch (codeOf(error)) {
    case 'ENOENT':
      return new UserError(`There is no file ${file}.`);
    case 'ENOTDIR':
      return new UserError(`There is no file ${file}: a part of its path is not a folder.`);
    case 'EACCES':
    case 'EPERM':
      return new UserError(`${file} may not be read: change its permissions.`);
    case 'EISDIR':
      return new UserError(`${file} is a folder, not a recording.`);
    default:
      return new UserError(`${file} can't be read: ${messageOf(error)}`);
  }
}

/** What the system says when `file` can't be written, as a sentence. */
export function writeError(file: string, error: unknown): UserError {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new UserError(`${file} can't be written: its folder does not exist.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UserError(`${file} may not be written: choose another place with -o.`);
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(`There is no room for ${file}: free some space, or choose another place with -o.`);
    default:
      return new UserError(`${file} can't be written: ${messageOf(error)}`);
  }
}
