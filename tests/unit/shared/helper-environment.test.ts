import { expect, it } from 'vitest';
import { helperEnvironment } from '../../../src/shared/helper-environment.js';

it('gives programs whose output is read the same words and numbers everywhere', () => {
  const env = helperEnvironment({
    PATH: '/bin',
    PULSE_SERVER: '/run/native',
    LANG: 'de_DE.UTF-8',
    LANGUAGE: 'de:fr',
    LC_ALL: 'tr_TR.UTF-8',
    LC_NUMERIC: 'de_DE.UTF-8',
    OUTPUT_CHARSET: 'latin1',
    PULSE_LOG: '4',
    PULSE_SINK: 'speakers',
    PULSE_PROP_OVERRIDE: 'a=b',
  });
  expect(env).toEqual({ PATH: '/bin', PULSE_SERVER: '/run/native', LC_ALL: 'C.UTF-8', LANGUAGE: '' });
});
