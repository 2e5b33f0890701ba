import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  authenticationCookie,
  serverAddress,
} from '../../../../../src/audio/pulse/streams/server-address.js';
import { temporaryFolder } from '../../../../support/temporary-folder.js';

describe('serverAddress', () => {
  it.each([
    ['unix:/run/x/native', { path: '/run/x/native' }],
    ['/run/x/native', { path: '/run/x/native' }],
    ['{f3a9}unix:/run/x/native', { path: '/run/x/native' }],
    ['unix:/run/x/native tcp:other', { path: '/run/x/native' }],
    ['tcp:studio.local', { host: 'studio.local', port: 4713 }],
    ['tcp:10.0.0.5:4000', { host: '10.0.0.5', port: 4000 }],
    ['studio', { host: 'studio', port: 4713 }],
    ['tcp6:[::1]:4713', null],
    ['autospawn:', null],
  ])('understands PULSE_SERVER=%s', (text, address) => {
    expect(serverAddress({ PULSE_SERVER: text })).toEqual(address);
  });

  it('finds the socket in the runtime folder', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'pulse'));
    writeFileSync(join(folder, 'pulse', 'native'), '');
    expect(serverAddress({ XDG_RUNTIME_DIR: folder })).toEqual({ path: join(folder, 'pulse', 'native') });
  });
});

describe('authenticationCookie', () => {
  it('is that of the user, where there is a whole one', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'pulse'));
    const cookie = Buffer.alloc(256, 7);
    writeFileSync(join(folder, 'pulse', 'cookie'), cookie);
    expect(authenticationCookie({ HOME: folder, XDG_CONFIG_HOME: folder })).toEqual(cookie);
    writeFileSync(join(folder, 'pulse', 'cookie'), 'short');
    expect(authenticationCookie({ HOME: folder, XDG_CONFIG_HOME: folder })).toEqual(Buffer.alloc(256));
  });
});
