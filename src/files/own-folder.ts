import { lstatSync } from 'node:fs';

/**
 * Whether a folder is this user's own: a real folder, no link that somebody put there, that gives others none of
 * `rights`. On Windows, where the folders of a user are closed to others, only the kind is looked at.
 *
 * @param rights of group and others that it may not give, as in chmod(2), e.g. 0o077
 * @throws the system's error when it can't be looked at
 */
export function isOwnFolder(folder: string, rights: number): boolean {
  const stat = lstatSync(folder);
  if (!stat.isDirectory()) return false;
  return !process.getuid || (stat.uid === process.getuid() && (stat.mode & rights) === 0);
}
