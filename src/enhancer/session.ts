import type * as OnnxRuntime from 'onnxruntime-node';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf, UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { loadOnnxRuntime } from './onnx-runtime.js';

/** Loaded with the first session: a process that opens none is spared the library's memory. */
let runtime: typeof OnnxRuntime;

/** An input or output of a graph, as ONNX Runtime reports it. Symbolic dimensions are strings. */
export interface GraphValue {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** An open graph. Only this file uses ONNX Runtime. */
export interface GraphSession {
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  /** Runs the graph over preallocated tensors; results are written into the tensors of `fetches`. */
  run(feeds: TensorMap, fetches: TensorMap): Promise<unknown>;
  release(): Promise<void>;
}

/** Tensors by the names of a graph's inputs or outputs. */
export type TensorMap = Record<string, Tensor>;

/** Threads and graph optimisation of a session. */
export interface SessionOptions {
  /** Threads inside an operator; 1 unless given, as in the reference. */
  readonly intraOpNumThreads?: number;
  /** Threads across operators; 1 unless given. */
  readonly interOpNumThreads?: number;
  /** Path to write the optimised graph to, which then opens ten times as fast, on this machine only. */
  readonly optimisedFile?: string;
  /** The file is such an optimised graph. */
  readonly alreadyOptimised?: boolean;
}

const describe = (values: readonly InferenceSession.ValueMetadata[]): GraphValue[] =>
  values.map((value) =>
    value.isTensor
      ? { name: value.name, isTensor: true, type: value.type, shape: value.shape }
      : { name: value.name, isTensor: false, type: 'not a tensor', shape: [] },
  );

/**
 * Opens an ONNX file, or its bytes: sequential execution, all graph optimisations, one thread unless `options` asks
 * for more.
 *
 * @throws UserError when ONNX Runtime cannot open the file
 */
export async function openSession(
  model: string | Uint8Array,
  options: SessionOptions = {},
): Promise<GraphSession> {
  runtime ??= await loadOnnxRuntime();
  let session: InferenceSession;
  try {
    const { InferenceSession } = runtime;
    const settings: InferenceSession.SessionOptions = {
      executionMode: 'sequential',
      graphOptimizationLevel: options.alreadyOptimised ? 'disabled' : 'all',
      ...(options.optimisedFile && { optimizedModelFilePath: options.optimisedFile }),
      intraOpNumThreads: options.intraOpNumThreads ?? 1,
      interOpNumThreads: options.interOpNumThreads ?? 1,
      // Errors reach us as exceptions; warnings on stderr would only disturb the command line.
      logSeverityLevel: 4,
    };
    // The types have one function for paths and one for bytes.
    session = await (typeof model === 'string'
      ? InferenceSession.create(model, settings)
      : InferenceSession.create(model, settings));
  } catch (error) {
    const reason = firstLine(messageOf(error));
    throw new UserError(words('enhancer.notOpened', { file: nameOf(model), reason }));
  }
  return {
    inputs: describe(session.inputMetadata),
    outputs: describe(session.outputMetadata),
    run: (feeds, fetches) => session.run(feeds, fetches),
    release: () => session.release(),
  };
}

const nameOf = (model: string | Uint8Array): string => (typeof model === 'string' ? model : 'bytes');

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;

/** A float32 tensor over `data`, without a copy. A session must have been opened. */
export const tensorOver = (data: Float32Array, shape: readonly number[]): Tensor =>
  new runtime.Tensor('float32', data, shape);

/** An int64 tensor of rank 0. A session must have been opened. */
export const int64Scalar = (value: number): Tensor =>
  new runtime.Tensor('int64', BigInt64Array.of(BigInt(value)), []);
