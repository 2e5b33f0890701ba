import type { GraphProto } from './onnx_pb.js';

/** Shape of a graph's tensor input; undefined when there is none of that name, or a size of it is open. */
export function inputShape({ input }: GraphProto, name: string): readonly number[] | undefined {
  const type = input.find((candidate) => candidate.name === name)?.type?.value;
  if (type?.case !== 'tensorType') return undefined;
  const sizes = type.value.shape?.dim.map(({ value }) =>
    value.case === 'dimValue' ? Number(value.value) : undefined,
  );
  return sizes?.every((size) => size !== undefined) ? sizes : undefined;
}
