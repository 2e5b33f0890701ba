import { describe, expect, it } from 'vitest';
import { isModelId } from '../../../src/shared/model-id.js';
import { windowsNameProblem } from '../../../src/shared/windows-names.js';

describe('names that Windows can’t keep', () => {
  it.each(['CON', 'nul', 'aux.wav', 'Prn.tar.gz', 'com1', 'LPT9.txt', 'COM²', 'con .wav', 'CONIN$', 'nul:x'])(
    'knows the device %s',
    (name) => expect(windowsNameProblem(name)).toBe('device'),
  );

  it.each(['what?.wav', 'a:b', 'a"b', '<a>', 'a|b', 'a*', 'tab\there', 'a/b', 'a\\b'])(
    'forbids the characters of %s',
    (name) => expect(windowsNameProblem(name)).toBe('characters'),
  );

  it.each(['talk.', 'talk.wav ', '...', ' '])('forbids the end of “%s”', (name) =>
    expect(windowsNameProblem(name)).toBe('end'),
  );

  it.each([
    'talk.wav',
    '.hidden',
    'console.wav',
    'com10',
    'com',
    'null',
    'Jürgen ü 日本.wav',
    'a.con',
    '..',
    '.',
    '#%&{}',
  ])('takes %s', (name) => expect(windowsNameProblem(name)).toBeNull());

  it('makes none the id of a model, on any system', () => {
    expect(['nul', 'com1.spec', 'mine.'].filter(isModelId)).toEqual([]);
    expect(['nul-1', 'mine.spec', 'fastenhancer-t-vd'].filter((id) => !isModelId(id))).toEqual([]);
  });
});
