import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { authenticationCookie } from '../../../../src/audio/pulse/cookie.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

const cookie = (content: number): Buffer => Buffer.alloc(256, content);

describe('the cookie', () => {
  let home: string;
  let folder: string;
  beforeEach(() => {
    home = temporaryFolder();
    folder = join(home, '.config', 'pulse');
    mkdirSync(folder, { recursive: true });
  });

  it('is that of the user, where there is a whole one', () => {
    writeFileSync(join(folder, 'cookie'), 'short');
    expect(authenticationCookie({ HOME: home })).toEqual(cookie(0));
    writeFileSync(join(folder, 'cookie'), cookie(7));
    expect(authenticationCookie({ HOME: home })).toEqual(cookie(7));
  });

  it('is found in the home where the configuration folder is named by an empty or relative path', () => {
    writeFileSync(join(folder, 'cookie'), cookie(7));
    for (const named of ['', 'relative'])
      expect(authenticationCookie({ HOME: home, XDG_CONFIG_HOME: named })).toEqual(cookie(7));
  });

  it('is the one that client.conf names, in the file or in the folder beside it', () => {
    const elsewhere = join(home, 'elsewhere');
    writeFileSync(elsewhere, cookie(8));
    writeFileSync(join(folder, 'cookie'), cookie(7));
    writeFileSync(join(folder, 'client.conf'), `; a comment\n  cookie-file = ${elsewhere}  \n`);
    expect(authenticationCookie({ HOME: home })).toEqual(cookie(8));
    writeFileSync(join(home, 'beside'), cookie(9));
    mkdirSync(join(folder, 'client.conf.d'));
    writeFileSync(join(folder, 'client.conf.d', '1.conf'), `cookie-file = ${join(home, 'beside')}\n`);
    expect(authenticationCookie({ HOME: home })).toEqual(cookie(9));
  });

  it('is that of another client.conf, and of PULSE_COOKIE before all', () => {
    const configuration = join(home, 'other.conf');
    writeFileSync(join(home, 'a'), cookie(1));
    writeFileSync(join(home, 'b'), cookie(2));
    writeFileSync(configuration, `cookie-file=${join(home, 'a')}\n`);
    const env = { HOME: home, PULSE_CLIENTCONFIG: configuration };
    expect(authenticationCookie(env)).toEqual(cookie(1));
    expect(authenticationCookie({ ...env, PULSE_COOKIE: join(home, 'b') })).toEqual(cookie(2));
  });

  it('is the old one in the home where there is no other', () => {
    writeFileSync(join(home, '.pulse-cookie'), cookie(3));
    expect(authenticationCookie({ HOME: home })).toEqual(cookie(3));
  });
});
