import { Command } from 'commander';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { registerBench } from '../../../src/cli/bench.js';
import { ModelStore } from '../../../src/models/store.js';
import { UserError } from '../../../src/shared/user-error.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinySpectral, tinyWaveform, writeTinyModel } from '../../support/tiny-models.js';

const SECONDS = ['--seconds', '0.2'];

async function run(folder: string, ...args: string[]): Promise<string> {
  let printed = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  onTestFinished(() => write.mockRestore());
  const program = new Command('stillmic').exitOverride().configureOutput({ writeErr: () => undefined });
  registerBench(program, () => new ModelStore({ folder: join(folder, 'store') }));
  await program.parseAsync(['bench', ...SECONDS, ...args], { from: 'user' });
  return printed;
}

describe('stillmic bench', () => {
  it('measures every model on this machine', async () => {
    const folder = temporaryFolder();
    const own = writeTinyModel(join(folder, 'own.onnx'), tinySpectral({ nFft: 512 }));
    await new ModelStore({ folder: join(folder, 'store') }).import(own, { settings: { hop: 128 } });
    const lines = (await run(folder)).split('\n');
    const figures = ' +\\d+\\.\\d{4}'.repeat(4);
    expect(lines[0]).toMatch(/^model +kind +rate +hop +RTF mean +median +p99 +max$/);
    expect(lines[1]).toMatch(new RegExp(`^fastenhancer-t-vd +wav2wav +16 kHz +16\\.00 ms${figures}$`));
    expect(lines[2]).toMatch(new RegExp(`^own +spec2spec +16 kHz +8\\.00 ms${figures}$`));
    expect(lines.at(-2)).toMatch(/one thread, 0\.2 s of audio each$/);
  });

  it('measures the files that are named, every hop once', async () => {
    const folder = temporaryFolder();
    const model = tinyWaveform({ nFft: 512, hop: 160, framing: 'hop' });
    const file = writeTinyModel(join(folder, 'own.onnx'), model);
    const report = JSON.parse(await run(folder, '--json', '--model', file)) as {
      results: { id: string; hops: number; rtf: Record<string, number> }[];
    };
    expect(report).toMatchObject({ threads: 1, seconds: 0.2, results: [{ id: file, hops: 20 }] });
    const { median = NaN, mean = NaN, p99 = NaN, max = NaN } = report.results[0]?.rtf ?? {};
    expect(median).toBeGreaterThan(0);
    expect(p99).toBeGreaterThanOrEqual(median);
    expect(max).toBeGreaterThanOrEqual(p99);
    expect(max).toBeGreaterThanOrEqual(mean);
  });

  it('refuses what it can’t measure', async () => {
    const folder = temporaryFolder();
    await expect(run(folder, '--model', 'none')).rejects.toThrow(UserError);
    await expect(run(folder, '--seconds', '0')).rejects.toThrow(/above 0/);
  });
});
