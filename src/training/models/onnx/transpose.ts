/**
 * Puts a kernel into ONNX's order: [height, width, in, out] becomes [out, in, height, width]; all else stays as it is.
 */
export function outputsFirst(
  values: Float32Array,
  shape: readonly number[],
): { values: Float32Array; shape: readonly number[] } {
  if (shape.length !== 4) return { values, shape };
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  const places = height * width;
  const turned = new Float32Array(values.length);
  let at = 0;
  for (let place = 0; place < places; place++)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++) turned[(o * inputs + i) * places + place] = values[at++]!;
  return { values: turned, shape: [outputs, inputs, height, width] };
}

/** The way back: values of a kernel in ONNX's order, for the shape that it has here. */
export function outputsLast(values: Float32Array, shape: readonly number[]): Float32Array {
  if (shape.length !== 4) return values;
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  const places = height * width;
  const turned = new Float32Array(values.length);
  let at = 0;
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let place = 0; place < places; place++) turned[(place * inputs + i) * outputs + o] = values[at++]!;
  return turned;
}
