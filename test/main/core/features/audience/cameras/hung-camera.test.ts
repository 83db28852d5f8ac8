import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';

import { clipFiles } from '../../../../../../scripts/app/fake-webcam.ts';
import { LiveCameras } from '../../../../../../src/main/core/features/audience/cameras/live-cameras.ts';
import { saveAudienceSettings } from '../../../../../../src/main/core/features/audience/settings/stored-settings.ts';
import type { RawFrame } from '../../../../../../src/inference/sources/pixel-formats.ts';
import { MadeMachine } from '../../../platform/time/made-machine.ts';
import { backupsOfStore, BERLIN, camera, madeStore, settings } from '../made-audience.ts';

const ALWAYS = { ...BERLIN, opening: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) };
const STEP_MS = 100;

interface Changed {
  /** Exposure, as a factor. */
  gain?: number;
  /** Of 360; another hue is another person to the eye. */
  hue?: number;
}

/** A picture of the clip as a camera gives it. */
async function frameOf(name: string, { gain = 1, hue = 0 }: Changed = {}): Promise<RawFrame> {
  const [width, height] = [640, 480];
  const picture = sharp(name).resize(width, height).modulate({ hue }).linear(gain);
  return {
    format: 'RGBA',
    width,
    height,
    data: new Uint8Array(await picture.ensureAlpha().raw().toBuffer()),
  };
}

/** The camera of a shop, with the shipped models, read at ten pictures a second. */
function made() {
  const store = madeStore();
  saveAudienceSettings(store, settings({ sites: [ALWAYS], cameras: [camera([])], measures: ['count'] }));
  const machine = new MadeMachine(Date.parse('2026-11-26T08:00:00Z'));
  const live = new LiveCameras({ store, home: '', emit: () => {} }, backupsOfStore(store), { machine });
  onTestFinished(() => live.end());
  let session = 0;
  return {
    /** Opens the camera, whose own clock starts anew. */
    async watch(frames: readonly RawFrame[], seconds: number) {
      session = await live.open('c1');
      for (let i = 0; i * STEP_MS < seconds * 1000; i++) {
        machine.pass(STEP_MS);
        await live.read(session, frames[Math.floor((i * STEP_MS) / 1000) % frames.length]!, i * STEP_MS);
      }
    },
    async hang(seconds: number) {
      for (let second = 1; second <= seconds; second++) {
        machine.pass(1000);
        if (second % 60 === 0) await live.tick();
      }
    },
    async close() {
      await live.close(session);
      return store.raw.prepare('select coalesce(sum(visits), 0) from audience_quarters').pluck().get();
    },
  };
}

test.each<[string, number, Changed, number]>([
  ['12 s counts nobody again who still stands before it', 12, {}, 1],
  ['25 s counts nobody again who still stands before it', 25, {}, 1],
  ['12 s counts nobody again in the bright pictures of its first seconds', 12, { gain: 1.3 }, 1],
  ['12 s counts nobody again in the dark pictures of its first seconds', 12, { gain: 0.75 }, 1],
  ['12 s counts another person who has come', 12, { hue: 90 }, 2],
  ['two minutes remembers nobody', 120, {}, 2],
])(
  'a camera that is opened again after it hung for %s',
  { timeout: 60_000 },
  async (_, seconds, changed, visits) => {
    const files = clipFiles();
    const shop = made();
    await shop.watch(await Promise.all(files.slice(0, 3).map((name) => frameOf(name))), 3);
    await shop.hang(seconds);
    await shop.watch(await Promise.all(files.slice(3, 6).map((name) => frameOf(name, changed))), 3);
    expect(await shop.close()).toBe(visits);
  },
);
