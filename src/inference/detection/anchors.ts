/** A layer of a detector's outputs: a grid of cells, each with some anchors at its center. */
interface Layer {
  /** Cells a row, and rows. */
  readonly cells: number;
  readonly each: number;
}

/** MediaPipe's face_detection_front and face_detection_back alike: 512 anchors and 384. */
export const LAYERS: readonly Layer[] = [
  { cells: 16, each: 2 },
  { cells: 8, each: 6 },
];

/**
 * Centers of a layer's anchors as shares of the picture's side, in the order of the layer's outputs: row by row, cell
 * by cell, the anchors of a cell one after the other. All have the size of the whole picture (`fixed_anchor_size`).
 * @returns x and y of each anchor
 */
export function anchorCenters({ cells, each }: Layer): Float32Array {
  const centers = new Float32Array(cells * cells * each * 2);
  for (let i = 0; i < cells * cells * each; i++) {
    const cell = Math.floor(i / each);
    centers[2 * i] = ((cell % cells) + 0.5) / cells;
    centers[2 * i + 1] = (Math.floor(cell / cells) + 0.5) / cells;
  }
  return centers;
}
