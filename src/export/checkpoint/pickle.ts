import { words } from '../../words/words.js';
import { allowedGlobal, refuseCall, storageReference } from './allowed-globals.js';
import { damaged, fail } from './checkpoint-error.js';
import { MAX_DESCRIPTION_BYTES, tooLarge } from './limits.js';
import { AllowedGlobal, InertObject, TensorReference } from './pickle-value.js';
import type { PickleValue, StorageReference } from './pickle-value.js';

/** Texts, lists, dictionaries, tuples and tensors that one pickle may make: ten times more than a real one does. */
const MAX_OBJECTS = 200_000;
/** Bytes of a name in a GLOBAL operation. */
const MAX_NAME_BYTES = 200;
/** Whole numbers beyond this length are of no use here: random states have some. */
const MAX_INTEGER_BYTES = 8;
const HIGHEST_PROTOCOL = 5;

const decoder = new TextDecoder('utf-8');

/** The content of a pickle, its end, and the storages that it refers to. */
export interface ReadPickle {
  readonly value: PickleValue;
  /** First byte behind it. */
  readonly end: number;
  readonly storages: ReadonlyMap<string, StorageReference>;
}

/**
 * Reads a pickle of protocol 2 to 5 (PEP 307, 3154 and 574; opcodes as in CPython's `pickletools`) as data. Nothing
 * that it asks for is run: it may name the few things of `allowed-globals.ts`, and every other name is refused.
 * Works without recursion and in time and memory proportional to the pickle's length.
 *
 * @param start where it begins in `bytes`
 * @throws CheckpointError when it is damaged, too long or names anything else
 */
export const readPickle = (bytes: Uint8Array, start = 0): ReadPickle => new PickleReader(bytes, start).read();

class PickleReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  #at: number;
  #objects = 0;
  readonly #stack: PickleValue[] = [];
  /** Heights of the stack where a MARK was put. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  readonly #storages = new Map<string, StorageReference>();

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = start;
    this.#end = Math.min(bytes.length, start + MAX_DESCRIPTION_BYTES);
  }

  read(): ReadPickle {
    if (this.uint8() !== PROTO) return damaged('pickle: protocol');
    const protocol = this.uint8();
    if (protocol < 2 || protocol > HIGHEST_PROTOCOL)
      return fail(words('export.checkpointProtocol', { protocol }));
    for (;;) {
      const opcode = this.uint8();
      if (opcode === STOP) break;
      const operation = operations.get(opcode);
      if (!operation) {
        const code = `0x${opcode.toString(16).padStart(2, '0')}`;
        return fail(words('export.checkpointOperation', { operation: code }));
      }
      operation(this);
    }
    if (this.#stack.length !== 1 || this.#marks.length !== 0) return damaged('pickle: stack at the end');
    return { value: this.pop(), end: this.#at, storages: this.#storages };
  }

  // Reading.

  /** Steps over bytes and says where they start. */
  skip(length: number): number {
    const start = this.#at;
    if (length > this.#end - start)
      return this.#end < this.#bytes.length
        ? tooLarge(`pickle > ${MAX_DESCRIPTION_BYTES / 2 ** 20} MiB`)
        : damaged('pickle: cut short');
    this.#at += length;
    return start;
  }
  uint8 = (): number => this.#bytes[this.skip(1)] as number;
  uint16 = (): number => this.#view.getUint16(this.skip(2), true);
  uint32 = (): number => this.#view.getUint32(this.skip(4), true);
  int32 = (): number => this.#view.getInt32(this.skip(4), true);
  /** Lengths of 64 bits are exact up to 2⁵³, which is more than any file has. */
  uint64 = (): number => Number(this.#view.getBigUint64(this.skip(8), true));
  /** The one number of a pickle that is big-endian. */
  float64 = (): number => this.#view.getFloat64(this.skip(8), false);
  bytes(length: number): Uint8Array {
    const start = this.skip(length);
    return this.#bytes.subarray(start, start + length);
  }
  text = (length: number): string => decoder.decode(this.bytes(length));
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0 || end - this.#at > MAX_NAME_BYTES) damaged('pickle: name without an end');
    const text = this.text(end - this.#at);
    this.skip(1);
    return text;
  }
  /** Little-endian two's complement. */
  integer(length: number): PickleValue {
    const bytes = this.bytes(length);
    if (length > MAX_INTEGER_BYTES) return new InertObject('int');
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] as number);
    return Number(BigInt.asIntN(8 * length, value));
  }

  // The stack.

  push(value: PickleValue): void {
    this.#stack.push(value);
  }
  pushNew(value: PickleValue): void {
    if (++this.#objects > MAX_OBJECTS) tooLarge(`> ${MAX_OBJECTS} objects`);
    this.#stack.push(value);
  }
  pop(): PickleValue {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) damaged('pickle: empty stack');
    return this.#stack.pop() as PickleValue;
  }
  top(): PickleValue {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) damaged('pickle: empty stack');
    return this.#stack.at(-1) as PickleValue;
  }
  mark(): void {
    if (this.#marks.length >= MAX_OBJECTS) tooLarge(`> ${MAX_OBJECTS} marks`);
    this.#marks.push(this.#stack.length);
  }
  popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    return mark === undefined ? damaged('pickle: no mark') : this.#stack.splice(mark);
  }
  popTuple(length: number): void {
    const items: PickleValue[] = [];
    while (items.length < length) items.unshift(this.pop());
    this.pushNew(items);
  }
  remember(key: number): void {
    this.#memo.set(key, this.top());
  }
  rememberNext(): void {
    this.remember(this.#memo.size);
  }
  recall(key: number): void {
    const value = this.#memo.get(key);
    if (value === undefined) damaged(`pickle: memo ${key}`);
    else this.push(value);
  }

  // Objects.

  setItems(items: readonly PickleValue[]): void {
    const dict = this.top();
    if (dict instanceof InertObject) return;
    if (!(dict instanceof Map) || items.length % 2 !== 0) return damaged('pickle: items of no dictionary');
    for (let i = 0; i < items.length; i += 2) dict.set(items[i] as PickleValue, items[i + 1] as PickleValue);
  }
  append(items: readonly PickleValue[]): void {
    const list = this.top();
    if (list instanceof InertObject) return;
    if (!Array.isArray(list)) return damaged('pickle: items of no list');
    for (const item of items) list.push(item);
  }
  persistentId(): void {
    const storage = storageReference(this.pop());
    const known = this.#storages.get(storage.key);
    if (known && known.bytes !== storage.bytes) damaged(`storage ${storage.key}: size`);
    this.#storages.set(storage.key, storage);
    this.pushNew(storage);
  }
  stackGlobal(): void {
    const [module, name] = [this.pop(), this.pop()].reverse();
    if (typeof module !== 'string' || typeof name !== 'string') return damaged('pickle: name');
    this.push(allowedGlobal(`${module}.${name}`));
  }
  /** Calls a function, or makes an object of a class. */
  call(): void {
    const args = this.pop();
    const callee = this.pop();
    if (!(callee instanceof AllowedGlobal) || !Array.isArray(args)) return damaged('pickle: call of no name');
    this.pushNew(callee.call ? callee.call(args) : refuseCall(callee.name));
  }
  callWithNames(): void {
    if (!(this.pop() instanceof Map)) damaged('pickle: named arguments');
    this.call();
  }
  /** Attributes of an object hold no weights: a state dict has the versions of its modules there. */
  build(): void {
    this.pop();
    const object = this.top();
    if (!(object instanceof Map || object instanceof InertObject || object instanceof TensorReference))
      damaged('pickle: attributes');
  }
}

const PROTO = 0x80;
const STOP = 0x2e;

/** Opcodes that CPython's and torch's picklers write for plain data. */
const operations: ReadonlyMap<number, (reader: PickleReader) => void> = new Map([
  [0x28, (r) => r.mark()],
  [0x30, (r) => void r.pop()], // POP
  [0x31, (r) => void r.popToMark()], // POP_MARK
  [0x32, (r) => r.push(r.top())], // DUP
  [0x95, (r) => void r.uint64()], // FRAME
  [0x4e, (r) => r.push(null)], // NONE
  [0x88, (r) => r.push(true)], // NEWTRUE
  [0x89, (r) => r.push(false)], // NEWFALSE
  [0x4b, (r) => r.push(r.uint8())], // BININT1
  [0x4d, (r) => r.push(r.uint16())], // BININT2
  [0x4a, (r) => r.push(r.int32())], // BININT
  [0x8a, (r) => r.push(r.integer(r.uint8()))], // LONG1
  [0x8b, (r) => r.push(r.integer(r.uint32()))], // LONG4
  [0x47, (r) => r.push(r.float64())], // BINFLOAT
  [0x8c, (r) => r.pushNew(r.text(r.uint8()))], // SHORT_BINUNICODE
  [0x58, (r) => r.pushNew(r.text(r.uint32()))], // BINUNICODE
  [0x8d, (r) => r.pushNew(r.text(r.uint64()))], // BINUNICODE8
  [0x55, (r) => r.pushNew(r.text(r.uint8()))], // SHORT_BINSTRING
  [0x54, (r) => r.pushNew(r.text(r.uint32()))], // BINSTRING
  [0x43, (r) => r.pushNew(r.bytes(r.uint8()))], // SHORT_BINBYTES
  [0x42, (r) => r.pushNew(r.bytes(r.uint32()))], // BINBYTES
  [0x8e, (r) => r.pushNew(r.bytes(r.uint64()))], // BINBYTES8
  [0x96, (r) => r.pushNew(r.bytes(r.uint64()))], // BYTEARRAY8
  [0x5d, (r) => r.pushNew([])], // EMPTY_LIST
  [0x6c, (r) => r.pushNew(r.popToMark())], // LIST
  [0x7d, (r) => r.pushNew(new Map())], // EMPTY_DICT
  [0x8f, (r) => r.pushNew([])], // EMPTY_SET
  [0x90, (r) => r.append(r.popToMark())], // ADDITEMS
  [0x91, (r) => r.pushNew(r.popToMark())], // FROZENSET
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
  [0x94, (r) => r.rememberNext()], // MEMOIZE
  [0x68, (r) => r.recall(r.uint8())], // BINGET
  [0x6a, (r) => r.recall(r.uint32())], // LONG_BINGET
  [0x63, (r) => r.push(allowedGlobal(`${r.line()}.${r.line()}`))], // GLOBAL
  [0x93, (r) => r.stackGlobal()], // STACK_GLOBAL
  [0x51, (r) => r.persistentId()], // BINPERSID
  [0x52, (r) => r.call()], // REDUCE
  [0x81, (r) => r.call()], // NEWOBJ
  [0x92, (r) => r.callWithNames()], // NEWOBJ_EX
  [0x62, (r) => r.build()], // BUILD
]);
