import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandTree } from '../../../src/cli/command-tree.js';
import { manualPage } from '../../../src/cli/manual/manual-page.js';
import { makeProgram } from '../../../src/cli/program.js';

const page = manualPage(commandTree(makeProgram()), '1.2.3');
const mandoc = (...args: string[]) => spawnSync('mandoc', args, { input: page, encoding: 'utf8' });
const hasMandoc = mandoc('-T', 'lint').error === undefined;

describe('the manual', () => {
  it('has each command with its options', () => {
    expect(page).toContain('.SS models import');
    expect(page).toContain(String.raw`.B \-o, \-\-output <path>`);
    expect(page).not.toContain('.SS models\n');
  });

  it.skipIf(!hasMandoc)('is a correct man page', () => {
    const faults = mandoc('-T', 'lint', '-W', 'warning').stdout.split('\n').filter(Boolean);
    // A date would make every build another one.
    expect(faults.filter((line) => !line.includes('missing date'))).toEqual([]);
  });

  it.skipIf(!hasMandoc)('reads as the help does', () => {
    // Bold is a character over itself.
    const text = mandoc('-T', 'utf8', '-O', 'width=200').stdout.replaceAll(/.[\b]/gu, '');
    expect(text).toContain('stillmic denoise [options] <recording...>');
    expect(text).toContain('--release <when>');
    expect(text).toContain('stillmic run --mic "Blue Yeti" --set-default');
  });
});
