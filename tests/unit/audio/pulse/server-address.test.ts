import { describe, expect, it } from 'vitest';
import { ADDRESS_VARIABLE, chosenAddress, parseAddress } from '../../../../src/audio/pulse/server-address.js';

describe('parseAddress', () => {
  it.each([
    ['unix:/run/x/native', { path: '/run/x/native' }],
    ['/run/x/native', { path: '/run/x/native' }],
    ['/run/with a space/native', { path: '/run/with a space/native' }],
    ['{f3a9}unix:/run/x/native', { path: '/run/x/native' }],
    ['tcp:studio.local', { host: 'studio.local', port: 4713 }],
    ['tcp:10.0.0.5:4000', { host: '10.0.0.5', port: 4000 }],
    ['studio', { host: 'studio', port: 4713 }],
    ['tcp6:[::1]:4714', { host: '::1', port: 4714, family: 6 }],
    ['tcp4:studio:4714', { host: 'studio', port: 4714, family: 4 }],
    ['[::1]:4714', { host: '::1', port: 4714 }],
    ['tcp:::1:4714', { host: '::1', port: 4714 }],
    ['autospawn:', null],
    ['', null],
  ])('understands %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });
});

it('takes no address but the one that the supervisor told', () => {
  expect(chosenAddress({ PULSE_SERVER: '/run/x/native' })).toBeNull();
  expect(chosenAddress({ [ADDRESS_VARIABLE]: '/run/x/native' })).toEqual({ path: '/run/x/native' });
});
