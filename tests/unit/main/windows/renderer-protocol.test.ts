import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.js';

vi.mock('electron', () => ({ protocol: {} }));
const { answer } = await import('../../../../src/main/windows/renderer-protocol.js');

describe('requests of the page', () => {
  let folder: string;

  beforeEach(() => {
    const parent = temporaryFolder();
    folder = join(parent, 'renderer');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), '<p>stillmic-nonce</p>');
    writeFileSync(join(parent, 'secret.html'), 'secret');
  });

  test('a page of ours is answered with its policy and a nonce of its own', async () => {
    const first = await answer(folder, 'stillmic://app/index.html');
    const second = await answer(folder, 'stillmic://app/index.html');
    expect(first.status).toBe(200);
    expect(first.body.toString()).not.toContain('stillmic-nonce');
    expect(first.body).not.toEqual(second.body);
    expect(first.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test.each([
    'stillmic://app/%',
    'stillmic://app/%E0%A4%A',
    'stillmic://app/%00.html',
    'stillmic://app/../secret.html',
    'stillmic://app/..%2fsecret.html',
    'stillmic://app/..%5csecret.html',
    'stillmic://app/',
    'stillmic://app/nothing.html',
    'stillmic://app/index.html/',
    'stillmic://elsewhere/index.html',
    'stillmic:///index.html',
    'no url',
    '',
  ])('%j is answered by “not found”', async (url) => {
    const { status, body } = await answer(folder, url);
    expect(status).toBe(404);
    expect(body.toString()).toBe('Not found');
  });
});
