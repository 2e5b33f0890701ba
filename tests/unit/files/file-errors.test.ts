import { describe, expect, it, test } from 'vitest';
import { fileError, onDisk, type FileAction } from '../../../src/files/file-errors.js';
import { messageOf, UserError } from '../../../src/shared/user-error.js';
import { LANGUAGES } from '../../../src/words/languages.js';
import { say } from '../../../src/words/say.js';
import { words } from '../../../src/words/words.js';

const systemError = (code: string, errno = 0): Error =>
  Object.assign(new Error(`${code}: as the system says it, open '/hidden'`), { code, errno });

describe('fileError', () => {
  it.each([
    ['read', 'ENOENT', 'There is no file a.wav.'],
    ['read', 'ENOTDIR', 'There is no file a.wav: a part of its path is not a folder.'],
    ['read', 'EACCES', 'a.wav may not be read: change its permissions.'],
    ['read', 'EISDIR', 'a.wav is a folder, not a file.'],
    ['read', 'ELOOP', 'The links at a.wav lead in a circle: give the file itself.'],
    ['read', 'EMFILE', /too many files are open/],
    ['read', 'EBUSY', /another program may have it open/],
    ['write', 'ENOENT', 'a.wav can’t be written: its folder does not exist.'],
    ['write', 'EACCES', 'a.wav may not be written: choose another place.'],
    ['write', 'EPERM', /another program has it open/],
    ['write', 'EROFS', /the file system is read-only/],
    ['write', 'ENOSPC', 'The disk is too full for a.wav: free some space, or choose another place.'],
    ['write', 'EDQUOT', /Your disk quota is too small for a\.wav/],
    ['write', 'ENAMETOOLONG', /The name a\.wav is too long/],
    ['write', 'EISDIR', 'a.wav is a folder: give a file name.'],
    ['remove', 'EACCES', /a\.wav may not be removed/],
  ] satisfies [FileAction, string, string | RegExp][])('%s, %s', (action, code, sentence) => {
    const error = fileError(action, 'a.wav', systemError(code)) as UserError;
    expect(error).toBeInstanceOf(UserError);
    if (typeof sentence === 'string') expect(error.message).toBe(sentence);
    else expect(error.message).toMatch(sentence);
    for (const language of LANGUAGES) expect(say(error.words, language)).toContain('a.wav');
  });

  it('gives the system’s words for what it doesn’t know, without the path in them', () => {
    expect(messageOf(fileError('write', 'a.wav', systemError('EIO', -5)))).toBe(
      'a.wav can’t be written: i/o error (EIO).',
    );
  });

  it('says that a name which is no UTF-8 is the reason', () => {
    expect(messageOf(fileError('read', 'caf\uFFFD.wav', systemError('ENOENT')))).toMatch(/no UTF-8/);
  });
});

test('a fault of ours stays one', () => {
  const fault = new TypeError('x is not a function');
  expect(fileError('write', 'a.wav', fault)).toBe(fault);
});

test('a sentence is never put into another one', async () => {
  const said = new UserError(words('disk.notFound', { file: 'b.wav' }));
  expect(fileError('write', 'a.wav', said)).toBe(said);
  await expect(onDisk('read', 'a.wav', () => Promise.reject(said))).rejects.toBe(said);
});
