/** What our exporter writes (`training/models/onnx/operations.ts`). Nothing in it repeats, branches or makes sizes up. */
const KNOWN = new Set([
  ...[
    'Add',
    'BatchNormalization',
    'Cast',
    'Concat',
    'Conv',
    'Flatten',
    'Gemm',
    'GlobalAveragePool',
    'Identity',
  ],
  ...['LRN', 'MatMul', 'MaxPool', 'Pad', 'Relu', 'Slice', 'Softmax', 'Transpose'],
]);
/** Numbers of fields in onnx.proto: ModelProto.graph and functions, GraphProto.node, NodeProto's op and domain. */
const FIELD = { graph: 7, functions: 25, node: 1, op: 4, domain: 7 } as const;
const WIRE = { varint: 0, bits64: 1, bytes: 2, bits32: 5 } as const;

/**
 * The first operation of an ONNX file that our exporter does not write: a loop may never end, others may ask for any
 * memory. Files with functions of their own are refused by the name of that.
 * @returns undefined if there is none
 * @throws RangeError if the file is cut short or no protobuf message
 */
export function unknownOperation(onnx: Uint8Array): string | undefined {
  for (const [field, graph] of fieldsOf(onnx)) {
    if (field === FIELD.functions) return 'a function of its own';
    if (field !== FIELD.graph) continue;
    for (const [part, node] of fieldsOf(graph)) {
      if (part !== FIELD.node) continue;
      const texts = new Map(fieldsOf(node).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
      const op = texts.get(FIELD.op) ?? '';
      const domain = texts.get(FIELD.domain) ?? '';
      if (!KNOWN.has(op) || (domain !== '' && domain !== 'ai.onnx')) return op || 'a node without one';
    }
  }
  return undefined;
}

/** Fields of a protobuf message that hold bytes; numbers are passed over. */
function fieldsOf(message: Uint8Array): [field: number, bytes: Uint8Array][] {
  const fields: [number, Uint8Array][] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= message.length) throw new RangeError('it ends too early');
      const byte = message[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number is too long');
  };
  while (at < message.length) {
    const tag = varint();
    const wire = tag % 8;
    if (wire === WIRE.varint) varint();
    else if (wire === WIRE.bits64) at += 8;
    else if (wire === WIRE.bits32) at += 4;
    else if (wire === WIRE.bytes) {
      const length = varint();
      fields.push([Math.floor(tag / 8), message.subarray(at, at + length)]);
      at += length;
    } else throw new RangeError('it is no ONNX file');
    if (at > message.length) throw new RangeError('it ends too early');
  }
  return fields;
}
