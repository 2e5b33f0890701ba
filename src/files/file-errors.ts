import { getSystemErrorMap } from 'node:util';
import { messageOf, UserError } from '../shared/user-error.js';
import { words, type Words } from '../words/words.js';

/** Operation on a file or folder. */
export type FileAction = 'read' | 'write' | 'remove';

type Sentence = (file: string) => Words;
type Sentences = Readonly<Record<string, Sentence>>;

/** Sentences for error codes that fit every operation. */
const COMMON: Sentences = {
  ENAMETOOLONG: (file) => words('disk.nameTooLong', { file }),
  ELOOP: (file) => words('disk.linkLoop', { file }),
  EMFILE: (file) => words('disk.tooManyOpen', { file }),
  ENFILE: (file) => words('disk.tooManyOpen', { file }),
  EBUSY: (file) => words('disk.busy', { file }),
  ETXTBSY: (file) => words('disk.busy', { file }),
};

const SENTENCES: Readonly<Record<FileAction, Sentences>> = {
  read: {
    ENOENT: (file) => words('disk.notFound', { file }),
    ENOTDIR: (file) => words('disk.pathThroughFile', { file }),
    EACCES: (file) => words('disk.mayNotRead', { file }),
    EPERM: (file) => words('disk.mayNotRead', { file }),
    EISDIR: (file) => words('disk.isFolder', { file }),
  },
  write: {
    ENOENT: (file) => words('disk.noFolder', { file }),
    ENOTDIR: (file) => words('disk.folderIsFile', { file }),
    EACCES: (file) => words('disk.mayNotWrite', { file }),
    // Windows answers so while another program has the file open.
    EPERM: (file) => words('disk.mayNotWriteOrBusy', { file }),
    EROFS: (file) => words('disk.readOnly', { file }),
    ENOSPC: (file) => words('disk.diskFull', { file }),
    EDQUOT: (file) => words('disk.quotaUsed', { file }),
    EISDIR: (file) => words('disk.isFolderGiveName', { file }),
    EFBIG: (file) => words('disk.tooLargeForSystem', { file }),
  },
  remove: {
    EACCES: (file) => words('disk.mayNotRemove', { file }),
    // Windows answers so while another program has the file open.
    EPERM: (file) => words('disk.mayNotRemoveOrBusy', { file }),
    EROFS: (file) => words('disk.mayNotRemove', { file }),
  },
};

const OTHERWISE = {
  read: 'disk.cannotRead',
  write: 'disk.cannotWrite',
  remove: 'disk.cannotRemove',
} as const satisfies Record<FileAction, string>;

/** Node puts this in place of bytes that are no UTF-8, and then finds no such file. */
const NOT_UTF8 = '\uFFFD';

/** Node's own checks say `ERR_FS_EISDIR` for what the system calls `EISDIR`. */
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code?.replace(/^ERR_FS_/, '') : undefined;

/** Whether `error` is a system error with this code. */
export const hasCode = (error: unknown, code: string): boolean => codeOf(error) === code;

/** The system's own words without call and path, such as `i/o error (EIO)`. */
function systemReason(error: unknown): string {
  const { errno, code } = error as NodeJS.ErrnoException;
  const [, text] = (errno === undefined ? undefined : getSystemErrorMap().get(errno)) ?? [];
  return text === undefined ? messageOf(error) : `${text} (${code})`;
}

/**
 * The sentence for a system error about `file`: what is wrong, and the way out. Anything else, such as a fault of
 * ours, stays what it is.
 *
 * @param action what was tried
 */
export function fileError(action: FileAction, file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof UserError || code === undefined) return error;
  if (code === 'ENOENT' && action === 'read' && file.includes(NOT_UTF8))
    return new UserError(words('disk.nameNotUtf8', { file }), { cause: error });
  const sentence = SENTENCES[action][code] ?? COMMON[code];
  const said = sentence?.(file) ?? words(OTHERWISE[action], { file, reason: systemReason(error) });
  return new UserError(said, { cause: error });
}

/**
 * Runs an operation on `file`, for which the user may have to do something.
 *
 * @throws UserError that says what to do
 */
export async function onDisk<T>(action: FileAction, file: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw fileError(action, file, error);
  }
}
