import { describe, expect, it } from 'vitest';
import { checkNewName, placeOf } from '../../../src/files/portable-names.js';

describe('a new name on Windows', () => {
  it.each([
    ['C:\\talks\\nul.wav', 'device'],
    ['\\\\?\\C:\\talks\\aux', 'device'],
    ['\\\\server\\share\\com1.wav', 'device'],
    ['C:\\talks\\what?.wav', 'character'],
    ['C:\\talks\\talk.wav:hidden', 'character'],
    ['talks/talk.wav.', 'dot or a space'],
  ])('is refused: %s', (path, said) => expect(() => checkNewName(path, 'win32')).toThrow(said));

  it.each([
    'C:\\talks\\talk.wav',
    '\\\\?\\C:\\talks\\talk.wav',
    '\\\\?\\UNC\\server\\share\\talk.wav',
    '\\\\server\\share\\talk.wav',
    'C:talk.wav',
    'C:\\',
    '.',
    'talks/Jürgen ü.wav',
  ])('is taken: %s', (path) => expect(() => checkNewName(path, 'win32')).not.toThrow());

  it('is nobody’s business on other systems', () => {
    expect(() => checkNewName('/talks/what?', 'linux')).not.toThrow();
  });
});

describe('the place that a path names', () => {
  it('is the same in capitals, where the system does not tell them apart', () => {
    expect(placeOf('/a/Talk.WAV', 'win32')).toBe(placeOf('/a/talk.wav', 'win32'));
    expect(placeOf('/a/Talk.WAV', 'darwin')).toBe(placeOf('/a/b/../talk.wav', 'darwin'));
    expect(placeOf('/a/Talk.WAV', 'linux')).not.toBe(placeOf('/a/talk.wav', 'linux'));
  });
});
