import h5 from 'h5wasm/node';

/** Weights as Keras saves them, of two small layers. */
export async function writeValidH5(path: string): Promise<void> {
  await h5.ready;
  const file = new h5.File(path, 'w');
  const layers = ['block1_conv1', 'block1_conv2'];
  file.create_attribute('layer_names', layers);
  for (const name of layers) {
    const group = file.create_group(name);
    const names = [`${name}_kernel:0`, `${name}_bias:0`];
    group.create_attribute('weight_names', names);
    group.create_dataset({ name: names[0]!, data: new Float32Array(108).fill(0.5), shape: [3, 3, 3, 4] });
    group.create_dataset({ name: names[1]!, data: new Float32Array(4), shape: [4] });
  }
  file.close();
}
