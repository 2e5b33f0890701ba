import { mkdtemp, readFile, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  readMetadata,
  setMetadata,
  settingsFromMetadata,
  settingsToMetadata,
} from '../../../src/onnx/metadata.js';
import { encodeModel, readModelFile, writeModelFile } from '../../../src/onnx/model-file.js';
import {
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
  type ModelProto,
} from '../../../src/onnx/onnx_pb.js';
import { GraphBuilder } from '../../../src/onnx/graph-builder.js';
import { summarise } from '../../../src/onnx/summary.js';
import { UserError } from '../../../src/shared/user-error.js';
import { sharedFile, withoutShared } from '../../support/shared-folder.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'stillmic-onnx-'))));
afterAll(() => rm(folder, { recursive: true }));

const inFolder = (name: string): string => join(folder, name);

function smallModel(): ModelProto {
  const graph = new GraphBuilder('small');
  const weights = graph.floats('weights', [1, 2, 3], [3]);
  const sum = graph.node('Add', 'sum', [graph.input('a', [3]), weights]);
  graph.output('b', graph.node('com.microsoft.QuickGelu', 'gelu', [sum]), [3]);
  return graph.build({ metadata: { family: 'small' } });
}

/** The small model, with its weights said to be in another file. */
function externalModel(location: string): ModelProto {
  const model = smallModel();
  const weights = model.graph?.initializer[0];
  if (!weights) throw new Error('no weights');
  weights.rawData = new Uint8Array();
  weights.dataLocation = TensorProto_DataLocation.EXTERNAL;
  weights.externalData = [create(StringStringEntryProtoSchema, { key: 'location', value: location })];
  return model;
}

describe('an ONNX file', () => {
  it('is the same after writing and reading, and no part is left beside it', async () => {
    const model = smallModel();
    await writeModelFile(inFolder('small.onnx'), model);
    expect(await readModelFile(inFolder('small.onnx'))).toEqual(model);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('carries metadata, of which settings are a part', () => {
    const model = smallModel();
    setMetadata(model, settingsToMetadata({ sampleRate: 16_000, hop: 256, window: 'hann-sqrt' }));
    setMetadata(model, { family: 'other' });
    expect(readMetadata(model)).toMatchObject({ family: 'other', sampling_rate: '16000' });
    expect(settingsFromMetadata(readMetadata(model))).toEqual({
      sampleRate: 16_000,
      hop: 256,
      window: 'hann-sqrt',
    });
    expect(settingsFromMetadata({ hop_size: '-3', win_type: 'kaiser' })).toEqual({});
  });

  it('is summed up by operators, parameters and producer', () => {
    const summary = summarise(smallModel());
    expect(summary.operators).toEqual([
      { name: 'Add', count: 1 },
      { name: 'com.microsoft.QuickGelu', count: 1 },
    ]);
    expect(summary).toMatchObject({ nodes: 2, parameters: 3, externalFiles: [] });
    expect(summary.producer).toMatch(/^stillmic \d/);
  });

  it.skipIf(withoutShared)('of the reference is given back byte for byte', async () => {
    const file = sharedFile('models', 'fastenhancer_t.onnx');
    const model = await readModelFile(file);
    expect(Buffer.from(encodeModel(model)).equals(await readFile(file))).toBe(true);
    expect(summarise(model)).toMatchObject({ nodes: 202, producer: expect.stringContaining('pytorch') });
  });
});

describe('what is no ONNX file is refused in a sentence', () => {
  const refused = async (name: string, content: string | Uint8Array, words: RegExp): Promise<void> => {
    await writeFile(inFolder(name), content);
    const reading = readModelFile(inFolder(name));
    await expect(reading).rejects.toThrow(UserError);
    await expect(reading).rejects.toThrow(words);
  };

  it('text', () => refused('text.onnx', 'version https://git-lfs.github.com/spec/v1\n', /text file/));
  it('nothing', () => refused('empty.onnx', '', /is empty/));
  it('other binary data', () =>
    refused('noise.onnx', Buffer.from([1, 2, 3, 250, 251, 9]), /not .* ONNX model/));
  it('a cut file', () => refused('cut.onnx', encodeModel(smallModel()).slice(0, -40), /cut off/));
  it('a message of another kind', () => refused('other.onnx', Buffer.from([0x12, 1, 0x41]), /no graph/));
  it('weights that are not as many as their shape says', () => {
    const model = smallModel();
    model.graph!.initializer[0]!.dims = [4n];
    return refused('shape.onnx', encodeModel(model), /“weights” has the shape \[4\] but 12 bytes/);
  });
  it('a shape that no memory holds', () => {
    const model = smallModel();
    model.graph!.initializer[0]!.dims = [2n ** 40n, 2n ** 40n];
    return refused('huge-shape.onnx', encodeModel(model), /damaged/);
  });

  it('a file that is not there, a folder, and one beyond any streaming model', async () => {
    await expect(readModelFile(inFolder('absent.onnx'))).rejects.toThrow(/no file .*absent\.onnx/);
    await expect(readModelFile(folder)).rejects.toThrow(/is a folder/);
    await writeFile(inFolder('large.onnx'), '');
    await truncate(inFolder('large.onnx'), 300 * 2 ** 20);
    await expect(readModelFile(inFolder('large.onnx'))).rejects.toThrow(/300 MiB/);
  });

  it.each(['../weights.bin', '/etc/hostname', '', 'sub/../../weights.bin'])(
    'data outside the folder: “%s”',
    (location) => refused('external.onnx', encodeModel(externalModel(location)), /outside its own folder/),
  );
  it('data behind a link that leaves the folder', async () => {
    await symlink('/etc/hostname', inFolder('link.bin'));
    await refused('link.onnx', encodeModel(externalModel('link.bin')), /links to a place outside/);
  });
  it('but data beside it is named', async () => {
    await writeFile(inFolder('weights.bin'), new Uint8Array(12));
    await writeFile(inFolder('beside.onnx'), encodeModel(externalModel('weights.bin')));
    expect(summarise(await readModelFile(inFolder('beside.onnx'))).externalFiles).toEqual(['weights.bin']);
  });
});
