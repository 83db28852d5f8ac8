import { createRequire } from 'node:module';

import type { Binding, OpAttr } from './tensorflow.ts';

const require = createRequire(import.meta.url);

/** A protobuf message class of tfjs-node-gpu's own api_pb.js, which comes without types. */
type Message = Record<string, (...args: unknown[]) => unknown> & { serializeBinary(): Uint8Array };
type MessageClass = new () => Message;

/** Loaded on first use: only compiled steps need it. */
function protobuf(): Record<string, MessageClass> {
  return require('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js') as Record<string, MessageClass>;
}

/** The value that all floats of `bytes` share, if there are several and they do. */
export function uniformValue(bytes: Uint8Array): number | undefined {
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return floats.length > 1 && floats.every((value) => value === floats[0]) ? floats[0] : undefined;
}

/** Version of the graph format that the attributes written here belong to (TensorFlow 2.x). */
const PRODUCER = 1882;

/**
 * Writes a TensorFlow graph node by node, as one SavedModel that `Binding.loadSavedModel` reads.
 * Nodes are named by the caller; an input is a name (`node`, `node:1`) or a control input (`^node`).
 */
export class GraphBuilder {
  readonly #messages = protobuf();
  readonly #nodes: Message[] = [];
  readonly #binding: Binding;

  constructor(binding: Binding) {
    this.#binding = binding;
  }

  #make(name: string, fields: Record<string, unknown>): Message {
    const message = new this.#messages[name]!();
    for (const [key, value] of Object.entries(fields)) message[`set${key}`]!(value);
    return message;
  }

  #shape(shape: readonly number[]): Message {
    const dims = shape.map((size) => {
      const dim = new (this.#messages['TensorShape'] as unknown as { Dim: MessageClass }).Dim();
      dim['setSize']!(size);
      return dim;
    });
    return this.#make('TensorShape', { DimList: dims });
  }

  #attr({ type, value }: Omit<OpAttr, 'name'>): Message {
    const { TF_ATTR_STRING, TF_ATTR_INT, TF_ATTR_FLOAT, TF_ATTR_BOOL, TF_ATTR_TYPE, TF_ATTR_SHAPE } =
      this.#binding;
    const bytes = (text: unknown) => new TextEncoder().encode(String(text));
    const kinds: Record<number, { field: string; convert: (value: unknown) => unknown }> = {
      [TF_ATTR_STRING]: { field: 'S', convert: bytes },
      [TF_ATTR_INT]: { field: 'I', convert: (v) => v },
      [TF_ATTR_FLOAT]: { field: 'F', convert: (v) => v },
      [TF_ATTR_BOOL]: { field: 'B', convert: (v) => v },
      [TF_ATTR_TYPE]: { field: 'Type', convert: (v) => v },
      [TF_ATTR_SHAPE]: { field: 'Shape', convert: (v) => this.#shape(v as number[]) },
    };
    const kind = kinds[type];
    if (!kind) throw new Error(`an op attribute of type ${type} has no place in a graph`);
    if (!Array.isArray(value) || type === TF_ATTR_SHAPE)
      return this.#make('AttrValue', { [kind.field]: kind.convert(value) });
    const list = new (this.#messages['AttrValue'] as unknown as { ListValue: MessageClass }).ListValue();
    list[`set${kind.field}List`]!(value.map(kind.convert));
    return this.#make('AttrValue', { List: list });
  }

  node(name: string, op: string, inputs: readonly string[], attrs: readonly OpAttr[] = []): string {
    const node = this.#make('NodeDef', { Name: name, Op: op, InputList: [...inputs] });
    const map = node['getAttrMap']!() as Map<string, Message>;
    for (const attr of attrs) map.set(attr.name, this.#attr(attr));
    this.#nodes.push(node);
    return name;
  }

  #type(name: string, dtype: number): OpAttr {
    return { name, type: this.#binding.TF_ATTR_TYPE, value: dtype };
  }

  placeholder(name: string, dtype: number, shape: readonly number[]): string {
    const shapeAttr = { name: 'shape', type: this.#binding.TF_ATTR_SHAPE, value: shape };
    return this.node(name, 'Placeholder', [], [this.#type('dtype', dtype), shapeAttr]);
  }

  constant(name: string, dtype: number, shape: readonly number[], values: ArrayBufferView): string {
    const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    const repeated = dtype === this.#binding.TF_FLOAT ? uniformValue(content) : undefined;
    const tensor = this.#make('Tensor', {
      Dtype: dtype,
      TensorShape: this.#shape(shape),
      // One value stands for a whole tensor of it.
      ...(repeated === undefined ? { TensorContent: content } : { FloatValList: [repeated] }),
    });
    const node = this.#make('NodeDef', { Name: name, Op: 'Const', InputList: [] });
    const map = node['getAttrMap']!() as Map<string, Message>;
    map.set('dtype', this.#attr(this.#type('dtype', dtype)));
    map.set('value', this.#make('AttrValue', { Tensor: tensor }));
    this.#nodes.push(node);
    return name;
  }

  /**
   * A variable that lives in the session.
   * @returns `read`: its value; `write`/`written`: feed one, fetch the other to set it
   */
  variable(name: string, dtype: number, shape: readonly number[]) {
    const { TF_ATTR_SHAPE, TF_ATTR_STRING } = this.#binding;
    this.node(
      name,
      'VarHandleOp',
      [],
      [
        this.#type('dtype', dtype),
        { name: 'shape', type: TF_ATTR_SHAPE, value: shape },
        { name: 'shared_name', type: TF_ATTR_STRING, value: name },
      ],
    );
    const read = this.node(`${name}/read`, 'ReadVariableOp', [name], [this.#type('dtype', dtype)]);
    const write = this.placeholder(`${name}/write`, dtype, shape);
    const assigned = this.assign(`${name}/assign`, name, write, dtype);
    const written = this.node(
      `${name}/written`,
      'Identity',
      [write, `^${assigned}`],
      [this.#type('T', dtype)],
    );
    return { handle: name, read, write, written };
  }

  assign(name: string, handle: string, value: string, dtype: number, after: readonly string[] = []): string {
    const control = after.map((node) => `^${node}`);
    return this.node(name, 'AssignVariableOp', [handle, value, ...control], [this.#type('dtype', dtype)]);
  }

  /** The same value, given only after all of `after` are done. */
  identity(name: string, value: string, dtype: number, after: readonly string[] = []): string {
    const control = after.map((node) => `^${node}`);
    return this.node(name, 'Identity', [value, ...control], [this.#type('T', dtype)]);
  }

  /** The whole as the content of a `saved_model.pb` with tag `serve`. */
  savedModel(): Uint8Array {
    const versions = this.#make('VersionDef', { Producer: PRODUCER });
    const graph = this.#make('GraphDef', { NodeList: this.#nodes, Versions: versions });
    const info = new (
      this.#messages['MetaGraphDef'] as unknown as { MetaInfoDef: MessageClass }
    ).MetaInfoDef();
    info['setTagsList']!(['serve']);
    const metaGraph = this.#make('MetaGraphDef', { MetaInfoDef: info, GraphDef: graph });
    return this.#make('SavedModel', {
      SavedModelSchemaVersion: 1,
      MetaGraphsList: [metaGraph],
    }).serializeBinary();
  }
}
