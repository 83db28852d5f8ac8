/** Pictures that stand beside those of a batch, each of them run once, though several of the batch may want the same. */
export interface Partners {
  /** [n, size, size, 3] */
  pictures: Float32Array;
  n: number;
  /** Which of them each picture of the batch has: [batch, n], a 1 in every row. */
  which: Float32Array;
}

/**
 * How many partners of a batch may be run: each number has a recorded step of its own. Hard negatives are few: of a
 * trained gender model's 64 a batch 39 are distinct (its 11,396 anchors have 697 negatives in all).
 */
export function partnerCounts(batchSize: number): number[] {
  return [...new Set([0.5, 0.625, 0.75, 1].map((share) => Math.ceil(share * batchSize)))];
}

/**
 * Takes every distinct partner once, then fills up to the next of `partnerCounts` with further views of the same, so
 * that the statistics of the batch see faces only. Whose own view is not taken has the first one of its picture.
 * @param places the partner of each picture of the batch
 * @param views [batch, size, size, 3], the partner beside each, varied anew at each place
 */
export function distinctPartners(places: Int32Array, views: Float32Array): Partners {
  const batch = places.length;
  const firsts = new Map<number, number>();
  const others: number[] = [];
  places.forEach((place, i) => {
    if (firsts.has(place)) others.push(i);
    else firsts.set(place, i);
  });
  const n = partnerCounts(batch).find((count) => count >= firsts.size)!;
  const taken = [...firsts.values(), ...others].slice(0, n);
  const at = new Map(taken.map((i, place) => [i, place]));
  const length = views.length / batch;
  const pictures = new Float32Array(n * length);
  taken.forEach((i, place) => pictures.set(views.subarray(i * length, (i + 1) * length), place * length));
  const which = new Float32Array(batch * n);
  places.forEach((place, i) => (which[i * n + (at.get(i) ?? at.get(firsts.get(place)!)!)] = 1));
  return { pictures, n, which };
}
