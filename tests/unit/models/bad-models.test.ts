import { create } from '@bufbuild/protobuf';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { embeddedModelFile, embeddedVoiceDetectorFile } from '../../../src/models/embedded.js';
import { ModelStore } from '../../../src/models/store.js';
import { encodeModel } from '../../../src/onnx/model-file.js';
import {
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
  TypeProto_TensorSchema,
  type ModelProto,
} from '../../../src/onnx/onnx_pb.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinySpectral, tinyWaveform } from '../../support/tiny-models.js';

let files: string;
let store: ModelStore;

beforeEach(() => {
  files = temporaryFolder();
  store = new ModelStore({ folder: join(files, 'store') });
});

const tiny = () => tinyWaveform({ nFft: 512, hop: 256, framing: 'hop' });

/** A graph whose weights are said to lie in another file. */
function withExternalData(location: string): ModelProto {
  const model = tiny();
  const tensor = model.graph?.initializer.find(({ name }) => name === 'shares');
  if (!tensor) throw new Error('the tiny graph has no shares');
  writeFileSync(join(files, 'weights.bin'), tensor.rawData);
  tensor.rawData = new Uint8Array();
  tensor.dataLocation = TensorProto_DataLocation.EXTERNAL;
  tensor.externalData = [create(StringStringEntryProtoSchema, { key: 'location', value: location })];
  return model;
}

/** A graph with `batch` as the first dimension of `wav_in`. */
function withDynamicShape(): ModelProto {
  const model = tiny();
  const type = model.graph?.input.find(({ name }) => name === 'wav_in')?.type?.value;
  if (type?.case !== 'tensorType') throw new Error('wav_in is no tensor');
  const tensor = create(TypeProto_TensorSchema, type.value);
  const dimension = tensor.shape?.dim[0];
  if (dimension) dimension.value = { case: 'dimParam', value: 'batch' };
  return model;
}

async function expectRefused(name: string, content: Uint8Array | string, message: RegExp): Promise<void> {
  const file = join(files, name);
  writeFileSync(file, content);
  await expect(store.import(file)).rejects.toThrow(message);
  expect(await store.list()).not.toContainEqual(expect.objectContaining({ origin: 'imported' }));
}

describe('files that are no models', () => {
  it('text', () => expectRefused('text.onnx', 'This is a note.\n', /is a text file, not an ONNX model/));
  it('empty', () => expectRefused('empty.onnx', '', /is empty/));
  it('cut off', async () => {
    const bytes = readFileSync(embeddedModelFile());
    for (const share of [0.1, 0.5, 0.99])
      await expectRefused(
        'cut.onnx',
        bytes.subarray(0, share * bytes.length),
        /not a whole ONNX model|damaged/,
      );
  });
  it('another task’s graph', () =>
    expectRefused(
      'vad.onnx',
      readFileSync(embeddedVoiceDetectorFile()),
      /neither “wav_in” nor “spec_in” among its inputs .*not a streaming speech enhancer/,
    ));
  it('dynamic shapes', () =>
    expectRefused('dynamic.onnx', encodeModel(withDynamicShape()), /no dynamic or empty dimensions/));
  it('silence turned into NaN', () =>
    expectRefused(
      'nan.onnx',
      encodeModel(tinySpectral({ nFft: 512, gain: NaN })),
      /turns silence into values that are no numbers/,
    ));
  it('external data outside the folder', async () => {
    for (const location of ['../weights.bin', '/etc/hostname', 'sub/../../weights.bin', ''])
      await expectRefused(
        'external.onnx',
        encodeModel(withExternalData(location)),
        /outside its own folder: it is not opened/,
      );
  });
  it('external data behind a link that leads outside', async () => {
    const outside = join(temporaryFolder(), 'weights.bin');
    const model = encodeModel(withExternalData('link.bin'));
    writeFileSync(outside, readFileSync(join(files, 'weights.bin')));
    symlinkSync(outside, join(files, 'link.bin'));
    await expectRefused('external.onnx', model, /links to a place outside its own folder/);
    await expect(store.resolve(join(files, 'external.onnx'))).rejects.toThrow(/outside its own folder/);
  });
  it('external data beside it, which an import would lose', () =>
    expectRefused('external.onnx', encodeModel(withExternalData('weights.bin')), /Save it as one file/));
  it('no file, or a folder', async () => {
    await expect(store.import(join(files, 'none.onnx'))).rejects.toThrow(/There is no file .*none\.onnx/);
    mkdirSync(join(files, 'folder.onnx'));
    await expect(store.import(join(files, 'folder.onnx'))).rejects.toThrow(/folder\.onnx is a folder/);
    expect(readdirSync(files)).toEqual(['folder.onnx']);
  });
});
