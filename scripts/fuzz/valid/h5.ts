import h5 from 'h5wasm/node';

/**
 * Weights as Keras saves them, of two small layers.
 * @param form `old`: as h5py writes it, without checksums; `packed`: the same with a compressed array; `new`: with checksums
 */
export async function writeValidH5(path: string, form: 'old' | 'packed' | 'new'): Promise<void> {
  await h5.ready;
  const file = new h5.File(path, 'w', { libver: form === 'new' ? 'latest' : ['earliest', 'latest'] });
  const packing = form === 'packed' ? { chunks: [3, 3, 3, 2], compression: 4 } : {};
  const layers = ['block1_conv1', 'block1_conv2'];
  file.create_attribute('layer_names', layers);
  for (const name of layers) {
    const group = file.create_group(name);
    const names = [`${name}_kernel:0`, `${name}_bias:0`];
    group.create_attribute('weight_names', names);
    const data = new Float32Array(108).fill(0.5);
    group.create_dataset({ name: names[0]!, data, shape: [3, 3, 3, 4], ...packing });
    group.create_dataset({ name: names[1]!, data: new Float32Array(4), shape: [4] });
  }
  file.close();
}
