import { readFileSync } from 'node:fs';

import { InferenceSession, Tensor } from '../runtime/onnx-runtime.ts';
import type { Box, Detection, Picture } from '../runtime/picture.ts';
import { anchorCenters, LAYERS } from './anchors.ts';
import { decodeBoxes } from './decode-boxes.ts';
import { sampleSquare } from './sample-square.ts';

/** One of MediaPipe's two short nets that find faces. */
export interface BlazeFace {
  /**
   * @param square part of the picture to look at; may reach beyond it
   * @returns every box of at least this score, in pixels of the picture, in no order and many a face
   */
  find(picture: Picture, square: Box, threshold: number): Promise<Detection[]>;
  dispose(): Promise<void>;
}

/** Pixels as the nets take them: −1 to 1. What lies beyond the picture is black. */
const RANGE = { scale: 1 / 127.5, shift: -1, beyond: 0 };

const FILES = {
  front: { file: 'face_detection_front_128x128_barracuda.onnx', size: 128 },
  back: { file: 'face_detection_back_256x256_barracuda.onnx', size: 256 },
} as const;
export type Net = keyof typeof FILES;

/**
 * Bazarevsky et al. 2019. The caller disposes it.
 * @param name `front` was made for a phone's front camera, `back` for smaller faces too
 */
export async function openBlazeFace(name: Net, threads: number): Promise<BlazeFace> {
  const { file, size } = FILES[name];
  const onnx = readFileSync(new URL(`../../../resources/detectors/${file}`, import.meta.url));
  const session = await InferenceSession.create(onnx, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3, // errors only: standard error is ours
  });
  const layers = LAYERS.map((layer, k) => ({
    anchors: anchorCenters(layer),
    scores: `Identity${k === 0 ? '' : '_1'}:0`,
    boxes: `Identity_${k + 2}:0`,
  }));
  return {
    async find(picture, square, threshold) {
      const pixels = sampleSquare(picture, square, size, RANGE);
      const outputs = await session.run({ 'input:0': new Tensor('float32', pixels, [1, size, size, 3]) });
      const numbers = (output: string) => outputs[output]!.data as Float32Array;
      const scale = square.width / size;
      return layers
        .flatMap(({ anchors, scores, boxes }) =>
          decodeBoxes(numbers(scores), numbers(boxes), anchors, size, threshold),
        )
        .map(({ box, score }) => ({
          box: {
            x: square.x + box.x * scale,
            y: square.y + box.y * scale,
            width: box.width * scale,
            height: box.height * scale,
          },
          score,
        }));
    },
    dispose: () => session.release(),
  };
}
