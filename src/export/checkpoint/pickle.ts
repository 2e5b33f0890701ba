import type { StorageReference, TensorReference } from './allowed-globals.js';
import { AllowedGlobal, allowedGlobal, storageReference } from './allowed-globals.js';
import { damaged, fail } from './checkpoint-error.js';

/** What a pickle of weights can hold. Lists and tuples are arrays, dictionaries are maps. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | AllowedGlobal
  | StorageReference
  | TensorReference;

/** Texts, lists, dictionaries, tuples and tensors that one pickle may make: ten times more than a real one does. */
const MAX_OBJECTS = 200_000;

const decoder = new TextDecoder('utf-8');

/**
 * Reads a pickle of protocol 2 (PEP 307; opcodes as in CPython's `pickletools`) as data. Nothing that it asks
 * for is run: it may name the few things of `allowed-globals.ts`, and every other name is refused. Works
 * without recursion and in time and memory proportional to the pickle's length.
 *
 * @throws CheckpointError when it is damaged or names anything else
 */
export function readPickle(bytes: Uint8Array): PickleValue {
  return new PickleReader(bytes).read();
}

class PickleReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  #objects = 0;
  #stack: PickleValue[] = [];
  /** Heights of the stack where a MARK was put. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read(): PickleValue {
    if (this.#byte() !== 0x80) return damaged('data.pkl is no pickle of protocol 2');
    const protocol = this.#byte();
    if (protocol !== 2)
      return fail(
        `The checkpoint is a pickle of protocol ${protocol}; save it with torch.save's own protocol, 2.`,
      );
    for (;;) {
      const opcode = this.#byte();
      if (opcode === STOP) {
        if (this.#stack.length !== 1 || this.#marks.length !== 0) return damaged('its pickle ends too early');
        return this.#pop();
      }
      const operation = operations.get(opcode);
      if (!operation)
        return fail(
          `The checkpoint's pickle has the operation 0x${opcode.toString(16).padStart(2, '0')}, which weights have no need of; refused.`,
        );
      operation(this);
    }
  }

  // What the operations are made of.

  take(length: number): number {
    const start = this.#at;
    if (length > this.#bytes.length - start) damaged('its pickle is cut short');
    this.#at += length;
    return start;
  }
  #byte(): number {
    return this.#bytes[this.take(1)] as number;
  }
  uint8 = (): number => this.#byte();
  uint16 = (): number => this.#view.getUint16(this.take(2), true);
  uint32 = (): number => this.#view.getUint32(this.take(4), true);
  int32 = (): number => this.#view.getInt32(this.take(4), true);
  /** The one number of a pickle that is big-endian. */
  float64 = (): number => this.#view.getFloat64(this.take(8), false);
  text(length: number): string {
    const start = this.take(length);
    return decoder.decode(this.#bytes.subarray(start, start + length));
  }
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0 || end - this.#at > 200) damaged('its pickle has a name without an end');
    const text = this.text(end - this.#at);
    this.take(1);
    return text;
  }
  /** Little-endian two's complement of up to 8 bytes. */
  long(): number {
    const length = this.#byte();
    if (length > 8) fail('The checkpoint holds a whole number of more than 64 bits; refused.');
    let value = 0n;
    const start = this.take(length);
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.#bytes[start + i] as number);
    return Number(BigInt.asIntN(8 * length, value));
  }

  push(value: PickleValue): void {
    this.#stack.push(value);
  }
  pushNew(value: PickleValue): void {
    if (++this.#objects > MAX_OBJECTS)
      fail(`The checkpoint holds more than ${MAX_OBJECTS} objects; refused.`);
    this.#stack.push(value);
  }
  #pop(): PickleValue {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) damaged('its pickle takes from an empty stack');
    return this.#stack.pop() as PickleValue;
  }
  pop = (): PickleValue => this.#pop();
  top(): PickleValue {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) damaged('its pickle reads from an empty stack');
    return this.#stack.at(-1) as PickleValue;
  }
  mark(): void {
    if (this.#marks.length >= MAX_OBJECTS) fail('The checkpoint is nested too deeply; refused.');
    this.#marks.push(this.#stack.length);
  }
  popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    return mark === undefined ? damaged('its pickle has no mark to go back to') : this.#stack.splice(mark);
  }
  popTuple(length: number): void {
    const items: PickleValue[] = [];
    while (items.length < length) items.unshift(this.#pop());
    this.pushNew(items);
  }
  remember(key: number): void {
    this.#memo.set(key, this.top());
  }
  recall(key: number): void {
    const value = this.#memo.get(key);
    if (value === undefined) damaged('its pickle recalls what it never noted');
    else this.push(value);
  }
  setItems(items: readonly PickleValue[]): void {
    const dict = this.top();
    if (!(dict instanceof Map) || items.length % 2 !== 0)
      return damaged('its pickle fills what is no dictionary');
    for (let i = 0; i < items.length; i += 2) dict.set(items[i] as PickleValue, items[i + 1] as PickleValue);
  }
  append(items: readonly PickleValue[]): void {
    const list = this.top();
    if (!Array.isArray(list)) return damaged('its pickle appends to what is no list');
    for (const item of items) list.push(item);
  }
  reduce(): void {
    const args = this.#pop();
    const callee = this.#pop();
    if (!(callee instanceof AllowedGlobal) || !Array.isArray(args))
      return damaged('its pickle calls what is no name');
    if (!callee.call) return fail(`The checkpoint asks to call ${callee.name}; refused.`);
    this.pushNew(callee.call(args));
  }
  /** Attributes of a state dict (`_metadata`: versions of modules) have no weights in them. */
  build(): void {
    this.#pop();
    if (!(this.top() instanceof Map)) damaged('its pickle sets attributes of what has none');
  }
}

const STOP = 0x2e;

/** Opcodes that CPython's and torch's picklers write at protocol 2 for plain data. */
const operations: ReadonlyMap<number, (reader: PickleReader) => void> = new Map([
  [0x28, (r) => r.mark()],
  [0x30, (r) => void r.pop()], // POP
  [0x31, (r) => void r.popToMark()], // POP_MARK
  [0x4e, (r) => r.push(null)], // NONE
  [0x88, (r) => r.push(true)], // NEWTRUE
  [0x89, (r) => r.push(false)], // NEWFALSE
  [0x4b, (r) => r.push(r.uint8())], // BININT1
  [0x4d, (r) => r.push(r.uint16())], // BININT2
  [0x4a, (r) => r.push(r.int32())], // BININT
  [0x8a, (r) => r.push(r.long())], // LONG1
  [0x47, (r) => r.push(r.float64())], // BINFLOAT
  [0x58, (r) => r.pushNew(r.text(r.uint32()))], // BINUNICODE
  [0x5d, (r) => r.pushNew([])], // EMPTY_LIST
  [0x7d, (r) => r.pushNew(new Map())], // EMPTY_DICT
  [0x29, (r) => r.pushNew([])], // EMPTY_TUPLE
  [0x74, (r) => r.pushNew(r.popToMark())], // TUPLE
  [0x85, (r) => r.popTuple(1)],
  [0x86, (r) => r.popTuple(2)],
  [0x87, (r) => r.popTuple(3)],
  [0x61, (r) => r.append([r.pop()])], // APPEND
  [0x65, (r) => r.append(r.popToMark())], // APPENDS
  [0x73, (r) => r.setItems([r.pop(), r.pop()].reverse())], // SETITEM
  [0x75, (r) => r.setItems(r.popToMark())], // SETITEMS
  [0x71, (r) => r.remember(r.uint8())], // BINPUT
  [0x72, (r) => r.remember(r.uint32())], // LONG_BINPUT
  [0x68, (r) => r.recall(r.uint8())], // BINGET
  [0x6a, (r) => r.recall(r.uint32())], // LONG_BINGET
  [0x63, (r) => r.push(allowedGlobal(`${r.line()}.${r.line()}`))], // GLOBAL
  [0x51, (r) => r.pushNew(storageReference(r.pop()))], // BINPERSID
  [0x52, (r) => r.reduce()], // REDUCE
  [0x62, (r) => r.build()], // BUILD
]);
