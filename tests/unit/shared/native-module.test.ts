import { describe, expect, it } from 'vitest';
import { nativeModuleError } from '../../../src/shared/native-module.js';
import { UserError } from '../../../src/shared/user-error.js';

const refused = Object.assign(new Error('Das angegebene Modul wurde nicht gefunden.'), {
  code: 'ERR_DLOPEN_FAILED',
});

describe('a native module that can’t be loaded', () => {
  it('lacks the Visual C++ runtime on Windows, whatever language Windows says it in', () => {
    const error = nativeModuleError('PortAudio', refused, 'win32');
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toMatch(/^PortAudio can’t be loaded.*Visual C\+\+ Redistributable/);
  });

  it('says itself what is wrong elsewhere, and when it is not there at all', () => {
    expect(nativeModuleError('PortAudio', refused, 'linux')).toBe(refused);
    const missing = Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
    expect(nativeModuleError('PortAudio', missing, 'win32')).toBe(missing);
  });
});
