import { onTestFinished } from 'vitest';

import type {
  AudienceCamera,
  AudienceSettings,
  Site,
  Zone,
} from '../../../../../src/main/ipc/contract/audience.ts';
import { closeDays } from '../../../../../src/main/core/features/audience/buckets/close-day.ts';
import type { Backups } from '../../../../../src/main/core/platform/backup/backup-jobs.ts';
import { eraseInCopies } from '../../../../../src/main/core/platform/store/backups.ts';
import { openStore, type Store } from '../../../../../src/main/core/platform/store/store.ts';
import type { LiveFace, LiveFrame, SceneState } from '../../../../../src/inference/prediction/live-frame.ts';
import { join } from 'node:path';
import { scratchFolder } from '../../../../support/made-data.ts';

export const WIDTH = 1280;
export const HEIGHT = 720;

/** The door is the upper side of the zone: one comes in from above. */
export const DOOR: Zone = {
  ...{ id: 'door', name: 'Door', kind: 'entrance', entranceSides: [0], minFaceShare: 0.03 },
  points: [
    { x: 0.2, y: 0.4 },
    { x: 0.8, y: 0.4 },
    { x: 0.8, y: 0.95 },
    { x: 0.2, y: 0.95 },
  ],
};
export const SHELF: Zone = {
  ...{ id: 'shelf', name: 'Shelf', kind: 'dwell', entranceSides: [], minFaceShare: 0.03 },
  points: [
    { x: 0.4, y: 0.6 },
    { x: 0.6, y: 0.6 },
    { x: 0.6, y: 0.95 },
    { x: 0.4, y: 0.95 },
  ],
};
export const TILL: Zone = {
  ...{ id: 'till', name: 'Till', kind: 'staff', entranceSides: [], minFaceShare: 0.03 },
  points: [
    { x: 0.82, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0.82, y: 1 },
  ],
};

export const DAYTIME = Array.from({ length: 7 }, () => [{ from: '09:00', to: '18:00' }]);
export const BERLIN: Site = { id: 's1', name: 'Berlin', timeZone: 'Europe/Berlin', opening: DAYTIME };

export function camera(zones: Zone[] = [DOOR, SHELF, TILL], id = 'c1'): AudienceCamera {
  return {
    id,
    name: `Camera ${id}`,
    site: 's1',
    device: { id: '', width: 640, height: 480, isMirrored: false },
    zones,
  };
}

export function settings(changes: Partial<AudienceSettings> = {}): AudienceSettings {
  return {
    people: 'visitors',
    purposes: ['visitor-numbers'],
    measures: ['count', 'age', 'gender'],
    controller: {
      name: 'Shop Ltd',
      address: 'Main Street 1',
      contact: 'privacy@shop.example',
      officer: '',
      authority: '',
    },
    ...{ k: 10, retentionDays: 365, sites: [BERLIN], cameras: [camera()] },
    ...changes,
  };
}

/** Where the middle of a face is, 0 … 1 of the picture, and how wide it is. */
export interface Step {
  x: number;
  y: number;
  width?: number;
}

/** Somebody on their way through the picture. */
export interface Walker {
  track: number;
  fromMs: number;
  toMs: number;
  /** By the share of the way, 0 … 1. */
  way: (share: number) => Step;
  reading?: Partial<LiveFace>;
}

export const adult = (ageYears: number, gender: 'male' | 'female', confident = true): Partial<LiveFace> => ({
  occlusion: 'none',
  ageYears: { value: ageYears, low: ageYears - 8, high: ageYears + 8 },
  gender: { label: gender, confident, probs: { male: 0.5, female: 0.5 } },
});

/** A straight way. */
export const straight = (from: Step, to: Step) => (share: number) => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
});

/** Frames of these people at so many a second; the face ends with the first frame after its last one. */
export function* framesOf(
  walkers: readonly Walker[],
  untilMs: number,
  {
    fps = 10,
    scene = () => 'clear',
    fromMs = 0,
  }: { fps?: number; scene?: (ms: number) => SceneState; fromMs?: number } = {},
): Generator<LiveFrame> {
  const ended = new Set<number>();
  for (let i = 0; fromMs + (i * 1000) / fps <= untilMs; i++) {
    const atMs = fromMs + (i * 1000) / fps;
    const here = walkers.filter((walker) => atMs >= walker.fromMs && atMs <= walker.toMs);
    const gone = walkers.filter(({ track, toMs }) => atMs > toMs && !ended.has(track) && toMs >= fromMs);
    for (const { track } of gone) ended.add(track);
    yield {
      ...{ atMs, width: WIDTH, height: HEIGHT, scene: scene(atMs) },
      faces: here.map((walker) => faceOf(walker, (atMs - walker.fromMs) / (walker.toMs - walker.fromMs))),
      ended: gone.map((walker) => ({
        face: { ...faceOf(walker, 1), isSeen: false },
        firstSeenMs: walker.fromMs,
        lastSeenMs: walker.toMs,
      })),
    };
  }
}

function faceOf({ track, way, reading }: Walker, share: number): LiveFace {
  const { x, y, width = 0.06 } = way(share);
  const side = width * WIDTH;
  return {
    ...{ track, score: 1, isSeen: true, occlusion: null, ...reading },
    box: { x: x * WIDTH - side / 2, y: y * HEIGHT - side / 2, width: side, height: side },
  };
}

/** An empty store that is closed when the test ends. */
export function madeStore(file = join(scratchFolder(), 'demiface.sqlite')): Store {
  const store = openStore(file);
  onTestFinished(() => store.close());
  return store;
}

/** Deletes in a store's backups as its core does, without a process of its own. */
export function backupsOfStore({ raw }: Store): Pick<Backups, 'forget'> {
  return { forget: (deletions) => eraseInCopies(raw.name, deletions) };
}

/** Closes days until none is left. */
export function closeAll(
  ...[store, chosen, nowMs]: Parameters<typeof closeDays>
): ReturnType<typeof closeDays> {
  const closed = closeDays(store, chosen, nowMs);
  return closed.length > 0 ? [...closed, ...closeAll(store, chosen, nowMs)] : [];
}
