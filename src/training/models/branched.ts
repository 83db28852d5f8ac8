import type { Architecture, Layer } from './architecture.ts';

/**
 * Several networks of one kind side by side, their embeddings joined and read by one dense layer: the paper's
 * ensemble (Sec. 3) as one network, one forward pass. Layers of branch b are called `b/…`.
 * @param branches names, at least one
 * @param outputs width of the last layer
 */
export function branchedNet(
  single: Architecture,
  branches: readonly string[],
  outputs: number,
): Architecture {
  const { net, inputSize, layers, taps } = single;
  const upToEmbedding = layers.slice(0, layers.findIndex(({ name }) => name === taps.embedding) + 1);
  const [first, ...others] = branches.map((branch) => `${branch}/${taps.embedding}`);
  const joins = others.map((other, i): Layer => {
    const from = i === 0 ? first! : `embedding${i}`;
    return {
      name: i === others.length - 1 ? 'embedding' : `embedding${i + 1}`,
      from,
      op: 'concat',
      with: other,
    };
  });
  const embedding = joins.at(-1)?.name ?? first!;
  return {
    net,
    inputSize,
    layers: [
      ...branches.flatMap((branch) => upToEmbedding.map((layer) => inBranch(layer, branch))),
      ...joins,
      { name: 'output', from: embedding, op: 'dense', units: outputs },
    ],
    taps: {
      embedding,
      lastConv: branches.flatMap((branch) => taps.lastConv.map((name) => `${branch}/${name}`)),
      output: 'output',
    },
  };
}

function inBranch(layer: Layer, branch: string): Layer {
  const own = (name: string) => (name === 'input' ? name : `${branch}/${name}`);
  const moved = { ...layer, name: own(layer.name), from: own(layer.from) };
  return moved.op === 'add' || moved.op === 'concat' ? { ...moved, with: own(moved.with) } : moved;
}
