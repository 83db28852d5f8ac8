/** Rows and columns of one square that fits the fastest memory. */
const TILE = 64;

/**
 * Puts an array whose first axis runs fastest into the order in which the last one does.
 * @param shape of the array, at least two axes
 */
export function columnToRow(values: Float32Array, shape: readonly number[]): Float32Array<ArrayBuffer> {
  const outputs = shape.at(-1)!;
  const inputs = values.length / outputs;
  const places = rowPlaces(shape.slice(0, -1));
  const rows = new Float32Array(values.length);
  for (let o0 = 0; o0 < outputs; o0 += TILE)
    for (let i0 = 0; i0 < inputs; i0 += TILE)
      for (let o = o0; o < Math.min(o0 + TILE, outputs); o++)
        for (let i = i0; i < Math.min(i0 + TILE, inputs); i++)
          rows[places[i]! * outputs + o] = values[o * inputs + i]!;
  return rows;
}

/** Of each element in column order, its number in row order. */
function rowPlaces(shape: readonly number[]): Int32Array {
  const places = new Int32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < places.length; i++) {
    let rest = i;
    let place = 0;
    let stride = places.length;
    for (const side of shape) {
      stride /= side;
      place += (rest % side) * stride;
      rest = Math.floor(rest / side);
    }
    places[i] = place;
  }
  return places;
}

/** Reverses the input channels of a kernel [h, w, in, out] in place: blue, green, red become red, green, blue. */
export function flipInputChannels(kernel: Float32Array, inputs: number, outputs: number): void {
  for (let at = 0; at < kernel.length; at += inputs * outputs) {
    const first = kernel.slice(at, at + outputs);
    const last = at + (inputs - 1) * outputs;
    kernel.copyWithin(at, last, last + outputs);
    kernel.set(first, last);
  }
}
