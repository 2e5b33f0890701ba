import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as Type,
  type AttributeProto,
  type NodeProto,
} from './onnx_pb.js';

/** A float attribute; a plain number is an integer one, as ONNX keeps the two apart. */
export interface FloatAttribute {
  readonly float: number;
}
/** Makes a float attribute. */
export const float = (value: number): FloatAttribute => ({ float: value });

/** Value of an attribute: integer, integers, string or float. */
export type AttributeValue = number | readonly number[] | string | FloatAttribute;
/** Attributes of a node, by their names in the operator's specification. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** @throws RangeError when a plain number is no integer */
export const makeAttributes = (attributes: Attributes): AttributeProto[] =>
  Object.entries(attributes).map(([name, value]) =>
    create(AttributeProtoSchema, { name, ...contentOf(value) }),
  );

function contentOf(value: AttributeValue): MessageInitShape<typeof AttributeProtoSchema> {
  if (typeof value === 'number') return { type: Type.INT, i: BigInt(value) };
  if (typeof value === 'string') return { type: Type.STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { type: Type.FLOAT, f: value.float };
  return { type: Type.INTS, ints: value.map(BigInt) };
}

const attribute = (node: NodeProto, name: string): AttributeProto | undefined =>
  node.attribute.find((candidate) => candidate.name === name);

/** An integer attribute of a node. */
export function intAttribute(node: NodeProto, name: string): number | undefined {
  const found = attribute(node, name);
  return found && Number(found.i);
}

/** A list of integers of a node. */
export const intsAttribute = (node: NodeProto, name: string): number[] | undefined =>
  attribute(node, name)?.ints.map(Number);
