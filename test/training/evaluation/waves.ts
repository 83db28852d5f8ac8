/** A made set that Python can make too: 240 pictures of 4 classes, logits as sine waves (see `report.test.ts`). */
export const N = 240;
export const CLASSES = 4;
export const LABELS = ['a', 'b', 'c', 'd'];

export function waveTruth(): Int32Array {
  return Int32Array.from({ length: N }, (_, i) => (i * 7 + Math.floor(i / 5)) % CLASSES);
}

export function waveLogits(truth: Int32Array): Float32Array {
  return Float32Array.from({ length: N * CLASSES }, (_, at) => {
    const i = Math.floor(at / CLASSES);
    const c = at % CLASSES;
    return 2.5 * Math.sin(0.7 * i + 1.3 * c) + (truth[i] === c ? 1.1 : 0);
  });
}

export function waveAges(): { truth: Float32Array; predicted: Float32Array } {
  const truth = Float32Array.from({ length: N }, (_, i) => ((i * 13) % 90) + 1);
  return { truth, predicted: truth.map((age, i) => age + 6 * Math.sin(0.31 * i) + 1.5) };
}
