import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { StoredClock } from '../../../../../../src/main/core/features/audience/clock/stored-clock.ts';
import { CountedCamera } from '../../../../../../src/main/core/features/audience/cameras/counted-camera.ts';
import { dayStart, HOUR_MS, MINUTE_MS } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { Upkeep } from '../../../../../../src/main/core/features/audience/buckets/upkeep.ts';
import type { Store } from '../../../../../../src/main/core/platform/store/store.ts';
import type { LiveFrame } from '../../../../../../src/inference/prediction/live-frame.ts';
import { backupsOfStore, BERLIN, camera, madeStore, settings } from '../made-audience.ts';
import { MadeMachine } from '../../../platform/time/made-machine.ts';

const DAY_MS = 24 * HOUR_MS;
const MIDNIGHT = dayStart('2026-11-24', BERLIN.timeZone);
const CHOSEN = settings({ cameras: [camera([])], k: 10 });

/** A store whose camera sees somebody new every two minutes, at one frame a second, for two seconds. */
class MadeShop {
  readonly machine: MadeMachine;
  readonly store: Store = madeStore();
  visits = 0;
  #clock!: StoredClock;
  #upkeep!: Upkeep;
  #counted!: CountedCamera;
  #atMs = 0;

  constructor(wallMs: number) {
    this.machine = new MadeMachine(wallMs);
    this.start();
  }

  /** The app starts, or starts again. */
  start(): void {
    this.#clock = new StoredClock(this.store, this.machine);
    this.#upkeep = new Upkeep(this.store, this.#clock, backupsOfStore(this.store));
    const plan = { camera: CHOSEN.cameras[0]!, site: BERLIN, measures: CHOSEN.measures };
    this.#counted = new CountedCamera(this.store, plan, countingModels([]));
  }

  end(): void {
    this.#counted.endTracks();
    this.#clock.save();
  }

  /** @param isOpen whether people come, who are counted then */
  async pass(ms: number, isOpen: boolean): Promise<void> {
    const step = isOpen ? MINUTE_MS : 30 * MINUTE_MS;
    for (let passed = 0; passed < ms; passed += step) {
      const minute = Math.round(this.#atMs / MINUTE_MS);
      const isVisit = isOpen && minute % 2 === 0;
      if (isVisit) this.visits++;
      for (let second = 0; second < (isVisit ? 4 : 1); second++) this.#frame(second * 1000, minute, isVisit);
      this.machine.pass(step - (isVisit ? 3000 : 0));
      this.#atMs += step;
      this.#counted.tick(this.#clock.nowMs());
      await this.#upkeep.run(CHOSEN);
      this.#clock.save();
    }
  }

  /** Opens at 9:00, closes at 18:00, and is left alone until midnight. */
  async day(): Promise<void> {
    await this.pass(9 * HOUR_MS, false);
    await this.pass(9 * HOUR_MS, true);
    await this.pass(6 * HOUR_MS, false);
  }

  get stored(): number {
    const one = (table: string) =>
      this.store.raw.prepare(`select coalesce(sum(visits), 0) from ${table}`).pluck().get() as number;
    return one('audience_quarters') + one('audience_periods');
  }

  get log(): unknown[] {
    return this.store.raw
      .prepare("select action from audit where action like 'clock.%' order by id")
      .pluck()
      .all();
  }

  #frame(offsetMs: number, track: number, isVisit: boolean): void {
    const atMs = this.#atMs + offsetMs;
    const face = {
      ...{ track, score: 1, isSeen: true, occlusion: 'none' as const },
      box: { x: 100, y: 100, width: 60, height: 60 },
    };
    const isHere = isVisit && offsetMs < 3000;
    const frame: LiveFrame = {
      ...{ atMs, width: 640, height: 480, scene: 'clear', faces: isHere ? [face] : [] },
      ended: isVisit && !isHere ? [{ face, firstSeenMs: atMs - 3000, lastSeenMs: atMs - 1000 }] : [],
    };
    this.#counted.add(frame, this.#clock.nowMs());
    if (isVisit && offsetMs < 3000) this.machine.pass(1000);
  }
}

test.each([
  ['an hour back', -HOUR_MS, 3 * HOUR_MS],
  ['two days ahead for a minute', 2 * DAY_MS, MINUTE_MS],
  ['in 2036 for a minute', 3653 * DAY_MS, MINUTE_MS],
])('with a clock that is %s no visit is lost', { timeout: 60_000 }, async (_, by, forMs) => {
  const shop = new MadeShop(MIDNIGHT);
  await shop.day();
  await shop.pass(9 * HOUR_MS, false);
  await shop.pass(2 * HOUR_MS, true);
  shop.machine.set(by);
  await shop.pass(forMs, true);
  shop.machine.set(-by);
  await shop.pass(7 * HOUR_MS - forMs, true);
  await shop.pass(6 * HOUR_MS, false);
  await shop.day();
  shop.end();
  expect(shop.visits).toBe(3 * 270);
  expect(shop.stored).toBe(shop.visits);
  expect(shop.log).toEqual(['clock.jump', 'clock.returned']);
  const days = shop.store.raw.prepare('select day from audience_days order by day').pluck().all();
  expect(days).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
});

test.each([
  ['two days ahead', 2 * DAY_MS],
  ['400 days ahead', 400 * DAY_MS],
  ['30 days back', -30 * DAY_MS],
])('a start with a clock that is %s loses no visit either', { timeout: 60_000 }, async (_, by) => {
  const shop = new MadeShop(MIDNIGHT);
  await shop.day();
  await shop.pass(9 * HOUR_MS, false);
  await shop.pass(2 * HOUR_MS, true);
  shop.end();
  shop.machine.set(by);
  shop.start();
  await shop.pass(2 * MINUTE_MS, true);
  shop.end();
  shop.machine.set(-by);
  shop.start();
  await shop.pass(7 * HOUR_MS - 2 * MINUTE_MS, true);
  await shop.pass(6 * HOUR_MS, false);
  await shop.day();
  shop.end();
  // Frames of a site that is closed by a wrong clock do not count; those of two minutes are at most one visit.
  expect(shop.stored).toBeGreaterThanOrEqual(shop.visits - 1);
  expect(shop.stored).toBeLessThanOrEqual(shop.visits);
});

test(
  'a clock that is right after all is followed once a day has passed, and days are closed then',
  { timeout: 60_000 },
  async () => {
    const shop = new MadeShop(MIDNIGHT);
    await shop.day();
    shop.machine.set(400 * DAY_MS);
    for (let day = 0; day < 3; day++) await shop.day();
    shop.end();
    expect(shop.log).toEqual(['clock.jump', 'clock.steady']);
    // Retention is a year: the first days are older than that now, and are deleted.
    const oldest = shop.store.raw.prepare('select min(first_day) from audience_periods').pluck().get();
    expect(oldest).toBe('2027-01-02');
    expect(shop.stored).toBeGreaterThan(270);
  },
);
