/** In pixels. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** A decoded picture. */
export interface Picture extends FrameSize {
  /** Red, green, blue of each pixel, row after row: height × width × 3 bytes. */
  readonly data: Uint8Array;
}

/** In pixels of a picture, from its top left; may reach beyond the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Detection {
  readonly box: Box;
  /** 0 to 1: how sure the detector is that this is a face. */
  readonly score: number;
}
