/**
 * Photos of masks and headsets that nothing is ever trained on: two fifths of each kind, the first of
 * `seededOrder(names, 1)`. They test the occlusion classifier, here and wherever else real photos are needed.
 */
export const HELD_OUT_PHOTOS: readonly string[] = [
  ...[6, 16, 18, 22, 24, 26, 28, 34, 42, 46, 48, 50, 52, 54, 56, 58, 60, 74, 80, 82, 94, 110, 114, 116, 118],
  ...[124, 130, 136],
]
  .map((n) => photo('mask', n))
  .concat([4, 6, 10, 16, 18, 20, 32].map((n) => photo('vr', n)));

/** Photos that show more faces than the list has boxes for: nothing beside the box is labeled as no face. */
export const PHOTOS_WITH_MORE_FACES: readonly string[] = [28, 42, 44, 82, 86]
  .map((n) => photo('mask', n))
  .concat(photo('vr', 18));

function photo(kind: 'mask' | 'vr', n: number): string {
  return `${kind}_${String(n).padStart(3, '0')}.jpg`;
}
