import { describe, expect, test } from 'vitest';
import { privateLine, withoutPaths } from '../../../../src/main/app/private-log.js';

describe('the log', () => {
  test.each([
    ["ENOENT: no such file or directory, open '/home/ada/My talks/secret plan.wav'"],
    ['“/home/ada/secret.wav” can’t be read'],
    ['Failed: /home/ada/secret.wav'],
    ['Failed: C:\\Users\\ada\\secret.wav is gone'],
    ['Failed: \\\\server\\ada\\secret.wav'],
    ['Failed: ~/ada/secret'],
    ['file:///home/ada/secret.js'],
  ])('holds no path: %s', (text) => {
    const written = withoutPaths(text);
    expect(written).not.toMatch(/ada|secret|server/);
    expect(written).toContain('<path>');
  });

  test('keeps where in our code an error arose', () => {
    const error = new Error("EACCES: permission denied, mkdir '/home/ada/x'");
    error.stack = `${error.message}\n    at make (/home/ada/stillmic/out/main/index.cjs:12:34)\n    at /home/ada/a b/c.cjs:1:2`;
    const written = privateLine(error);
    expect(written).not.toContain('ada');
    expect(written).toContain('at make (index.cjs:12:34)');
  });

  test('leaves ratios and dates as they are', () => {
    expect(withoutPaths('3/4 of 1.5 ms, 2026-01-01')).toBe('3/4 of 1.5 ms, 2026-01-01');
  });
});
