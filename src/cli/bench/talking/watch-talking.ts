import type { ClientFaceOptions } from '../../../inference/live/client-face/client-face.ts';
import { createClientFaceReader } from '../../../inference/live/client-face/client-face.ts';
import type { Picture } from '../../../inference/runtime/picture.ts';
import type { ClientScene } from '../client/moving-scene.ts';
import type { Box } from '../../../inference/runtime/picture.ts';
import { confirmIn } from '../client/watch-client.ts';

/** As a camera that has little light gives them. */
const FRAMES_PER_SECOND = 15;
const CONFIRMED_S = 0.7;
/** From the confirmation on; before, too little was seen. */
const FROM_S = 3;
/** After somebody has talked it may still say so. */
const AFTER_S = 2;
/** A second counts that has so many readings. */
const LEAST_READINGS = 5;

export interface TalkingClip {
  readonly scene: ClientScene;
  readonly head: Box;
  readonly seconds: number;
  readonly speaks: (seconds: number) => boolean;
}

/** Whole seconds that have readings. */
export interface TalkingFigures {
  /** In which somebody talks, and of those the ones that were found. */
  readonly talking: number;
  readonly found: number;
  /** In which nobody does, nor did just before, and of those the ones that were said to be talking. */
  readonly silent: number;
  readonly wrong: number;
}

export async function watchTalking(
  { scene, head, seconds, speaks }: TalkingClip,
  options: ClientFaceOptions,
  noise: (picture: Picture, nth: number) => Picture,
): Promise<TalkingFigures> {
  const reader = createClientFaceReader(options);
  const said: { s: number; isTalking: boolean }[] = [];
  let isConfirmed = false;
  for (let i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
    const s = i / FRAMES_PER_SECOND;
    const frame = await reader.process({ picture: noise(scene.at(s), i), atMs: 1000 * s });
    if (frame.state === 'following') {
      // As sessions mark what was noticed late.
      const sinceS = (frame.talkingSinceMs ?? Infinity) / 1000;
      for (const reading of said) if (reading.s >= sinceS) reading.isTalking = true;
      if (frame.expression) said.push({ s, isTalking: frame.talkingSinceMs !== null });
    } else if (s >= CONFIRMED_S && !isConfirmed)
      isConfirmed = confirmIn(reader, frame.faces, scene.place(head, s)) !== null;
  }
  return figuresOf(said, speaks);
}

function figuresOf(
  said: readonly { s: number; isTalking: boolean }[],
  speaks: (s: number) => boolean,
): TalkingFigures {
  const figures = { talking: 0, found: 0, silent: 0, wrong: 0 };
  Map.groupBy(said, ({ s }) => Math.floor(s)).forEach((readings, second) => {
    if (second < FROM_S || readings.length < LEAST_READINGS) return;
    const isSaid = 2 * readings.filter(({ isTalking }) => isTalking).length >= readings.length;
    if (speaks(second) && speaks(second + 0.99)) {
      figures.talking++;
      if (isSaid) figures.found++;
    } else if (![0, 0.99, -AFTER_S].some((off) => speaks(second + off))) {
      figures.silent++;
      if (isSaid) figures.wrong++;
    }
  });
  return figures;
}
