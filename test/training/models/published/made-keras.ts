import { readFileSync, writeFileSync } from 'node:fs';

import h5 from 'h5wasm/node';

/** A layer's weights by the end of their name. */
export type MadeLayer = Readonly<Record<string, { values: Float32Array; shape: readonly number[] }>>;

/** Writes weights as Keras does: a group a layer, names as attributes; `within`: below such a group, as in whole models. */
export async function writeKeras(
  path: string,
  layers: Readonly<Record<string, MadeLayer>>,
  within?: string,
  config?: object,
): Promise<void> {
  await h5.ready;
  const file = new h5.File(path, 'w');
  try {
    const root = within === undefined ? file : file.create_group(within);
    if (config) file.create_attribute('model_config', JSON.stringify(config));
    root.create_attribute('layer_names', Object.keys(layers));
    for (const [name, layer] of Object.entries(layers)) {
      const group = name.split('/').reduce((above, part) => {
        const there = above.get(part);
        return there instanceof h5.Group ? there : above.create_group(part);
      }, root);
      const weightNames = Object.keys(layer).map((end) => `${name}_${end}:0`);
      if (weightNames.length > 0) group.create_attribute('weight_names', weightNames);
      Object.values(layer).forEach(({ values, shape }, i) =>
        group.create_dataset({ name: weightNames[i]!, data: values, shape: [...shape] }),
      );
    }
  } finally {
    file.close();
  }
}

/** Signature, version, reserved bytes and size of a collection of the global heap, which holds texts. */
const HEAP_HEAD = 16;

/** Writes weights whose first text is said to be so long that behind it the library finds empty texts without end. */
export async function writeHanging(path: string): Promise<void> {
  await writeKeras(path, { conv1: { kernel: { values: new Float32Array(4), shape: [1, 1, 2, 2] } } });
  const bytes = readFileSync(path);
  const object = bytes.indexOf('GCOL') + HEAP_HEAD;
  if (bytes.readUInt16LE(object) !== 1) throw new Error('expected the first text of the heap');
  bytes.writeBigUInt64LE(2000n, object + 8);
  writeFileSync(path, bytes);
}
