/**
 * Softmax of each row at a temperature, in 64 bits inside.
 * @param logits [n, classes], row after row
 * @param temperature above 0; 1 leaves the model's own confidence
 * @returns probs [n, classes]
 */
export function softmaxRows(logits: Float32Array, classes: number, temperature = 1): Float32Array {
  const probs = new Float32Array(logits.length);
  for (let at = 0; at < logits.length; at += classes) {
    const logSum = logSumExp(logits, at, classes, temperature);
    for (let k = 0; k < classes; k++) probs[at + k] = Math.exp(logits[at + k]! / temperature - logSum);
  }
  return probs;
}

/** ln Σ exp(logit / temperature) over the row that starts at `at`; never overflows. */
export function logSumExp(logits: Float32Array, at: number, classes: number, temperature: number): number {
  let largest = -Infinity;
  for (let k = 0; k < classes; k++) largest = Math.max(largest, logits[at + k]! / temperature);
  let total = 0;
  for (let k = 0; k < classes; k++) total += Math.exp(logits[at + k]! / temperature - largest);
  return largest + Math.log(total);
}

/** Index of each row's largest value; the first wins a tie, as in NumPy. */
export function topLabels(scores: Float32Array, classes: number): Int32Array {
  return Int32Array.from({ length: scores.length / classes }, (_, i) => {
    let top = 0;
    for (let k = 1; k < classes; k++) if (scores[i * classes + k]! > scores[i * classes + top]!) top = k;
    return top;
  });
}
