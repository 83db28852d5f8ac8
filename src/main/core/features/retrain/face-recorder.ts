import sharp from 'sharp';

import { writeFileAtomic } from '../../../../common/files/atomic.ts';
import { faceQuality } from '../../../../common/pictures/face-quality.ts';
import { isBlurred, isDark } from '../../../../common/pictures/face-quality.ts';
import { SerialQueue } from '../../../../common/serial-queue.ts';
import type { Card } from '../../../../artifact/card.ts';
import type { RefiningDetector } from '../../../../inference/detection/detector.ts';
import { createDetector } from '../../../../inference/detection/detector.ts';
import { cutFace, faceSquare } from '../../../../inference/runtime/crop.ts';
import type { Box, Picture } from '../../../../inference/runtime/picture.ts';
import { checkBytes, toPicture } from '../../../../inference/sources/pixel-formats.ts';
import type { CameraPixels, RetrainFrameProblem, RetrainFrameResult } from '../../../ipc/contract.ts';
import { nextPicture } from './recorded-folder.ts';

/** A face below this has fewer pixels than the networks take. */
const LEAST_SIDE = 64;
/** Recorded pictures are no larger: no network of ours takes more. */
const MOST_SIDE = 256;

/** Where a face of a frame goes. */
export interface RecordPlace {
  folder: string;
  label: string;
  person: string;
}

/** Finds the face on frames of a camera and writes it down as a picture. The caller disposes it. */
export class FaceRecorder {
  /** Frames one after the other: names of pictures are counted. */
  readonly #turns = new SerialQueue();
  #detector: Promise<RefiningDetector> | null = null;

  /**
   * @param crop how the model's pictures frame a face
   * @param place null: nothing is written
   * @throws DemifaceError `mismatch` if the frame has too few bytes, `disk`
   */
  frame(pixels: CameraPixels, crop: Card['crop'], place: RecordPlace | null): Promise<RetrainFrameResult> {
    return this.#turns.take(async () => {
      checkBytes(pixels);
      const rgb = new Uint8ClampedArray(pixels.width * pixels.height * 3);
      const picture = toPicture(pixels, rgb);
      this.#detector ??= createDetector();
      const found = await (await this.#detector).detect(picture);
      const faces = found.map(({ box: { x, y, width, height } }) => ({ x, y, width, height }));
      const [face] = faces;
      if (!face) return { faces, problem: 'noFace', recorded: null };
      if (faces.length > 1) return { faces, problem: 'severalFaces', recorded: null };
      const square = faceSquare(face, crop);
      if (square.width < LEAST_SIDE) return { faces, problem: 'small', recorded: null };
      const cut = await cutSquare(picture, square);
      return { faces, problem: qualityProblem(cut), recorded: place && (await write(cut, place)) };
    });
  }

  async dispose(): Promise<void> {
    const detector = this.#detector;
    this.#detector = null;
    await this.#turns.take(async () => {
      await (await detector?.catch(() => null))?.dispose();
    });
  }
}

interface Cut {
  pixels: Uint8Array;
  side: number;
}

async function cutSquare(picture: Picture, square: Box): Promise<Cut> {
  const side = Math.min(MOST_SIDE, Math.round(square.width));
  return { side, pixels: await cutFace(picture, square, { size: side, color: 'rgb' }) };
}

function qualityProblem({ pixels, side }: Cut): RetrainFrameProblem | null {
  const quality = faceQuality(pixels, side, 3);
  return isDark(quality) ? 'dark' : isBlurred(quality) ? 'blurred' : null;
}

/** @returns its name */
async function write({ pixels, side }: Cut, { folder, label, person }: RecordPlace): Promise<string> {
  const raw = { width: side, height: side, channels: 3 } as const;
  const png = await sharp(pixels, { raw }).png().toBuffer();
  const { name, path } = nextPicture(folder, label, person);
  writeFileAtomic(path, png);
  return name;
}
