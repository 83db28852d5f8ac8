/** A process that counts simulated people as fast as it can until it is killed; tells each minute that is written. */
import { CountedCamera } from '../../../../../src/main/core/features/audience/cameras/counted-camera.ts';
import { countingModels } from '../../../../../src/main/core/features/audience/buckets/models.ts';
import type { CountingPlan } from '../../../../../src/main/core/features/audience/counting/counting-plan.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import type { LiveFace, LiveFrame } from '../../../../../src/inference/prediction/live-frame.ts';

const [file = '', startMs = '0'] = process.argv.slice(2);
const store = openStore(file);
const site = {
  ...{ id: 's1', name: 'Berlin', timeZone: 'Europe/Berlin' },
  opening: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
};
const plan: CountingPlan = {
  camera: {
    id: 'c1',
    name: 'Door',
    site: 's1',
    device: { id: '', width: 640, height: 480, isMirrored: false },
    zones: [],
  },
  site,
  measures: ['count', 'age', 'gender'],
};
const counted = new CountedCamera(store, plan, countingModels([]));

/** Each second somebody comes who stays for four; the oldest leaves. */
const face = (track: number): LiveFace => ({
  ...{ track, score: 1, isSeen: true, occlusion: 'none', box: { x: 100, y: 100, width: 60, height: 60 } },
  ageYears: { value: 30, low: 22, high: 38 },
  gender: { label: 'male', confident: true, probs: { male: 1, female: 0 } },
});
for (let second = 0; ; second++) {
  for (let part = 0; part < 4; part++) {
    const atMs = second * 1000 + part * 250;
    const gone = part === 0 && second >= 4 ? [second - 4] : [];
    const frame: LiveFrame = {
      ...{ atMs, width: 640, height: 480, scene: 'clear' },
      faces: [3, 2, 1, 0].filter((back) => second >= back).map((back) => face(second - back + 1)),
      ended: gone.map((track) => ({ face: face(track), firstSeenMs: 0, lastSeenMs: atMs })),
    };
    counted.add(frame, Number(startMs) + atMs);
  }
  if (second % 60 === 0) process.stdout.write(`${second}\n`);
}
