import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlAddress } from '../../../src/remote-control/address.js';
import { control, holdKey, NothingRunsError, watchStatus } from '../../../src/remote-control/client.js';
import {
  MAX_CONNECTIONS,
  MAX_LINE_BYTES,
  parseRequest,
  type ControlRequest,
  type ControlStatus,
} from '../../../src/remote-control/protocol.js';
import { ControlServer, type ControlClient, type Controlled } from '../../../src/remote-control/server.js';
import { Emitter } from '../../../src/shared/emitter.js';
import { UserError } from '../../../src/shared/user-error.js';
import { plainWords } from '../../../src/words/words.js';
import { seededNoise } from '../../support/signals.js';

/** A microphone that does what it is told, without sound. */
class ToldMicrophone implements Controlled {
  readonly #changed = new Emitter<ControlStatus>();
  readonly onStatus = this.#changed.on;
  readonly told: ControlRequest[] = [];
  status: ControlStatus = {
    version: 1,
    program: 'run',
    processId: process.pid,
    mode: 'on',
    state: 'running',
    muted: false,
    held: null,
    reason: null,
    microphone: { name: 'default', label: 'Mic' },
    virtualMicrophone: 'Stillmic Microphone',
    listeners: [],
    model: { chosen: 'fastenhancer-t-vd', active: 'fastenhancer-t-vd' },
    strength: 100,
    headphones: null,
  };

  readonly forgotten: ControlClient[] = [];

  forget(client: ControlClient): Promise<void> {
    this.forgotten.push(client);
    return Promise.resolve();
  }

  perform(request: ControlRequest): Promise<void> {
    this.told.push(request);
    if (request.command === 'talk' || request.command === 'cough') {
      this.status = { ...this.status, held: request.held ? request.command : null };
      this.#changed.emit(this.status);
    }
    if (request.command === 'model')
      return Promise.reject(new UserError(plainWords('There is no such model.')));
    if (request.command === 'mode') {
      this.status = { ...this.status, mode: request.mode, muted: request.mode === 'mute' };
      this.#changed.emit(this.status);
    }
    return Promise.resolve();
  }
}

let address: string;
let microphone: ToldMicrophone;
let server: ControlServer;
let runtimeFolder: string;

beforeEach(async () => {
  runtimeFolder = mkdtempSync(join(tmpdir(), 'stillmic-test-'));
  address = controlAddress({ XDG_RUNTIME_DIR: runtimeFolder });
  microphone = new ToldMicrophone();
  server = new ControlServer(microphone, address);
  await server.listen();
});

afterEach(async () => {
  await server.close();
  rmSync(runtimeFolder, { recursive: true });
});

const open = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(address, () => resolve(socket));
    socket.once('error', reject);
  });

/** Sends these bytes, and gives all that comes back until the other side or a quiet moment ends it. */
const exchange = async (bytes: string | Buffer): Promise<string> => {
  const socket = await open();
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
};

describe('a request', () => {
  it('is done, and answered by the status after it', async () => {
    expect(await control(address, { command: 'status' })).toEqual(microphone.status);
    expect(await control(address, { command: 'mode', mode: 'mute' })).toMatchObject({
      mode: 'mute',
      muted: true,
    });
    expect(microphone.told).toEqual([{ command: 'mode', mode: 'mute' }]);
  });

  it('that is refused is answered by the sentence', async () => {
    await expect(control(address, { command: 'model', id: 'x' })).rejects.toThrow('There is no such model.');
  });

  it('is answered in turn, several on one connection', async () => {
    const lines = ['{"command":"mode","mode":"bypass"}', 'nonsense', '{"command":"status"}'].join('\n');
    const answers = (await exchange(`${lines}\n`))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(answers).toMatchObject([
      { status: { mode: 'bypass' } },
      { ok: false },
      { status: { mode: 'bypass' } },
    ]);
  });
});

describe('a key that a program holds', () => {
  it('is let go when the program says so', async () => {
    const letGo = new AbortController();
    await holdKey(address, 'talk', { onHeld: () => letGo.abort(), letGo: letGo.signal });
    await expect
      .poll(() => microphone.told)
      .toEqual([
        { command: 'talk', held: true },
        { command: 'talk', held: false },
      ]);
  });

  it('ends the program’s wait when another one lets it go', async () => {
    const onHeld = (): void => void control(address, { command: 'talk', held: false });
    await holdKey(address, 'talk', { onHeld, letGo: new AbortController().signal });
    expect(microphone.status.held).toBeNull();
  });

  it('is forgotten with the connection, however that ends', async () => {
    const socket = await open();
    socket.write('{"command":"talk","held":true}\n');
    await expect.poll(() => microphone.status.held).toBe('talk');
    socket.destroy();
    await expect.poll(() => microphone.forgotten).toHaveLength(1);
  });
});

it('tells every change to those who watch', async () => {
  const modes: string[] = [];
  for await (const { mode } of watchStatus(address)) {
    modes.push(mode);
    if (modes.length === 1) await control(address, { command: 'mode', mode: 'mute' });
    if (modes.length === 2) break;
  }
  expect(modes).toEqual(['on', 'mute']);
});

it('says that nothing runs', async () => {
  await server.close();
  await expect(control(address, { command: 'status' })).rejects.toThrow(NothingRunsError);
  await server.listen();
});

describe('nobody else', () => {
  it('can open the socket', () => {
    expect(statSync(address).mode & 0o777).toBe(0o600);
  });

  it('can offer it: a folder that others may enter is refused, on both sides', async () => {
    const runtime = join(runtimeFolder, 'open');
    mkdirSync(join(runtime, 'stillmic'), { recursive: true });
    chmodSync(join(runtime, 'stillmic'), 0o755);
    const other = new ControlServer(microphone, controlAddress({ XDG_RUNTIME_DIR: runtime }));
    await expect(other.listen()).rejects.toThrow('must belong to you');
    chmodSync(join(address, '..'), 0o755);
    await expect(control(address, { command: 'status' })).rejects.toThrow('must belong to you');
  });

  it('can lead it elsewhere by a link', async () => {
    const runtime = join(runtimeFolder, 'link');
    mkdirSync(join(runtime, 'elsewhere'), { recursive: true, mode: 0o700 });
    symlinkSync(join(runtime, 'elsewhere'), join(runtime, 'stillmic'));
    const other = new ControlServer(microphone, controlAddress({ XDG_RUNTIME_DIR: runtime }));
    await expect(other.listen()).rejects.toThrow('must belong to you');
  });
});

it('gives up at once where no folder can be made, as in /proc', async () => {
  const nowhere = new ControlServer(microphone, controlAddress({ XDG_RUNTIME_DIR: '/proc/self' }));
  await expect(nowhere.listen()).rejects.toThrow();
});

it('leaves the socket of a live Stillmic alone, and takes the place of a dead one', async () => {
  const second = new ControlServer(new ToldMicrophone(), address);
  await expect(second.listen()).rejects.toThrow('is controlled by another');
  expect(await control(address, { command: 'status' })).toEqual(microphone.status);
  await server.close();
  expect(existsSync(address)).toBe(false);
  await second.listen();
  await second.close();
  await server.listen();
});

it('bounds lines and connections', async () => {
  expect(await exchange('x'.repeat(MAX_LINE_BYTES + 1))).toContain('at most');
  expect(await exchange(Buffer.alloc(4_000_000, 'x'))).toContain('at most');
  const sockets = await Promise.all(Array.from({ length: MAX_CONNECTIONS }, open));
  await expect.poll(() => exchange('{"command":"status"}\n')).toContain('Too many');
  sockets.forEach((socket) => socket.destroy());
  await expect.poll(() => exchange('{"command":"status"}\n')).toContain('"ok":true');
});

it('answers 10,000 malformed lines, and goes on', async () => {
  const noise = seededNoise(40_000, 7);
  let drawn = 0;
  const random = (): number => ((noise[drawn++ % noise.length] as number) + 1) / 2.0001;
  const whole = [
    '{"command":"mode","mode":"mute"}',
    '{"command":"strength","percent":50}',
    '{"command":"microphone","name":"x"}',
    '{"command":"talk","held":true}',
  ];
  const mutate = (line: string): string => {
    const at = Math.floor(random() * line.length);
    const kinds = [
      line.slice(0, at),
      line.slice(0, at) + String.fromCharCode(32 + Math.floor(random() * 60000)) + line.slice(at + 1),
      line.slice(at) + line.slice(0, at),
      `[${line},${line}]`,
      line.replace(/\d+/, '1e999').replace('true', '{"__proto__":1}'),
      line.replace('}', `,"${'k'.repeat(at)}":${'['.repeat(at)}}`),
    ];
    return (kinds[Math.floor(random() * kinds.length)] as string).replaceAll('\n', ' ');
  };
  const lines = Array.from({ length: 10_000 }, (_, index) => mutate(whole[index % whole.length] as string));
  const expected = lines.map((line) => typeof parseRequest(line) === 'object');
  const answers: boolean[] = [];
  for (let start = 0; start < lines.length; start += 500) {
    const block = lines.slice(start, start + 500);
    const text = await exchange(`${block.join('\n')}\n`);
    for (const line of text.trim().split('\n')) answers.push((JSON.parse(line) as { ok: boolean }).ok);
  }
  expect(answers).toHaveLength(10_000);
  expect(answers.filter(Boolean)).toHaveLength(expected.filter(Boolean).length);
  expect(await control(address, { command: 'status' })).toMatchObject({ version: 1 });
});
