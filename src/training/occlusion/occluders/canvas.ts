/** A picture to draw on: size x size x channels, 0 … 255. Colors become gray on one channel. */
export interface Canvas {
  readonly data: Float32Array;
  readonly size: number;
  readonly channels: 1 | 3;
  /** Rows [from, to) that are painted; all of them if left out. */
  readonly rows?: readonly [from: number, to: number];
}
