import { describe, expect, it } from 'vitest';

import type { Box } from '../../../../src/inference/runtime/picture.ts';
import type { Candidate } from '../../../../src/inference/live/tracking/track.ts';
import { createTracker } from '../../../../src/inference/live/tracking/tracker.ts';
import { randomFor } from '../../../../src/common/math/random.ts';

const FRAME = { width: 640, height: 480 };
const STEP_MS = 33;

interface Person {
  /** Where their face is at a time; null while it is hidden or away. */
  at: (seconds: number) => Box | null;
  color: number;
}

function square(x: number, y: number, side: number): Box {
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

/** Follows people by candidates that jitter as a detector's do. @returns per frame the track number of each person */
function follow(people: readonly Person[], seconds: number, visitMs?: number) {
  const tracker = createTracker(visitMs === undefined ? {} : { visitMs });
  const random = randomFor(5, 'people', people.length);
  const numbers: (number | null)[][] = [];
  const ended: (number | null)[] = [];
  for (let ms = 0; ms <= seconds * 1000; ms += STEP_MS) {
    tracker.predict(ms, FRAME);
    const jitter = (side: number) => 0.02 * side * random.normal();
    const seen = people.flatMap((person, who): (Candidate & { who: number })[] => {
      const box = person.at(ms / 1000);
      if (!box) return [];
      const appearance = Float32Array.from({ length: 54 }, () => person.color + 0.01 * random.normal());
      const { x, y, width, height } = box;
      const jittered = { x: x + jitter(width), y: y + jitter(width), width, height };
      return [{ who, box: jittered, score: 0.9, appearance }];
    });
    for (const candidate of tracker.update(seen, FRAME)) tracker.begin(candidate);
    const followed = tracker.predict(ms, FRAME);
    numbers.push(
      people.map((person) => {
        const box = person.at(ms / 1000);
        const near = followed.find(
          (track) =>
            box && track.isSeen && Math.hypot(track.box.x - box.x, track.box.y - box.y) < box.width / 4,
        );
        return near?.number ?? null;
      }),
    );
    ended.push(...tracker.takeEnded().map(({ number }) => number));
  }
  return { numbers, ended };
}

const numbersOf = (numbers: readonly (number | null)[][], who: number) => [
  ...new Set(numbers.map((row) => row[who]).filter((number) => number !== null)),
];

describe('createTracker', () => {
  it('keeps everybody apart where they cross, one hidden behind the other', () => {
    const passing = (from: number, speed: number, side: number, color: number): Person => ({
      at: (s) => square(from + speed * s, 200, side),
      color,
    });
    const left = passing(60, 150, 100, 0.6);
    const right = passing(560, -150, 80, 0.4);
    // The nearer one hides the farther one.
    const behind: Person = {
      ...right,
      at: (s) => {
        const [box, front] = [right.at(s)!, left.at(s)!];
        return Math.abs(box.x - front.x) < 50 ? null : box;
      },
    };
    const { numbers } = follow([left, behind], 3);
    expect(numbersOf(numbers, 0)).toHaveLength(1);
    expect(numbersOf(numbers, 1)).toHaveLength(1);
    expect(numbersOf(numbers, 0)).not.toEqual(numbersOf(numbers, 1));
  });

  it('distinguishes two faces that meet and turn round by appearance', () => {
    const bouncing = (from: number, sign: number, color: number): Person => ({
      at: (s) => {
        const x = from + sign * 150 * (s < 1.5 ? s : 3 - s);
        return Math.abs(s - 1.5) < 0.25 && sign < 0 ? null : square(x, 200, 90);
      },
      color,
    });
    const { numbers } = follow([bouncing(90, 1, 0.6), bouncing(550, -1, 0.3)], 3);
    expect([numbersOf(numbers, 0), numbersOf(numbers, 1)]).toEqual([[1], [2]]);
  });

  it('knows somebody again who comes back within a visit, and nobody else', () => {
    const leaving = (color: number, from: number, to: number): Person => ({
      at: (s) => (s > from && s < to ? square(500, 200, 90) : null),
      color,
    });
    const both: Person = {
      ...leaving(0.5, 0, 9),
      at: (s) => (s < 1 || (s > 3 && s < 4) ? square(500, 200, 90) : null),
    };
    expect(numbersOf(follow([both], 5).numbers, 0)).toEqual([1]);
    const others = follow([leaving(0.5, 0, 1), leaving(0.9, 2, 3)], 20);
    expect([numbersOf(others.numbers, 0), numbersOf(others.numbers, 1)]).toEqual([[1], [2]]);
    expect(others.ended).toEqual([1, 2]);
    expect(numbersOf(follow([both], 5, 500).numbers, 0)).toEqual([1, 2]);
  });

  it('believes nothing that is seen on two frames only', () => {
    const flash: Person = { at: (s) => (s < 0.05 ? square(200, 200, 80) : null), color: 0.5 };
    const { numbers, ended } = follow([flash], 12);
    expect(numbersOf(numbers, 0)).toEqual([]);
    expect(ended).toEqual([]);
  });

  it('continues no track over a gap in the frames, even for a face at the same place', () => {
    const there = square(300, 200, 80);
    const tracker = createTracker();
    const appearance = (color: number) => new Float32Array(54).fill(color);
    const see = (ms: number, color: number) => {
      tracker.predict(ms, FRAME);
      const left = tracker.update([{ box: there, score: 0.9, appearance: appearance(color) }], FRAME);
      left.forEach((candidate) => tracker.begin(candidate));
    };
    for (let ms = 0; ms < 500; ms += STEP_MS) see(ms, 0.5);
    for (let ms = 600_000; ms < 600_500; ms += STEP_MS) see(ms, 0.5);
    expect(tracker.followed.map(({ number }) => number)).toEqual([2]);
    expect(tracker.takeEnded().map(({ number }) => number)).toEqual([1]);
  });

  it.each([
    ['follows a face on where frames of the same shape have another size', { width: 320, height: 240 }, 1],
    ['ends all tracks where frames have another shape', { width: 480, height: 640 }, 2],
  ])('%s', (_, other, number) => {
    const tracker = createTracker({ isRecording: true });
    const appearance = new Float32Array(54).fill(0.5);
    const there = square(150, 160, 80);
    const see = (ms: number, frame: typeof FRAME, scale: number) => {
      const box = { x: there.x * scale, y: there.y * scale, width: 80 * scale, height: 80 * scale };
      tracker.predict(ms, frame);
      tracker.update([{ box, score: 0.9, appearance }], frame).forEach((each) => tracker.begin(each));
      tracker.confirm();
    };
    for (let ms = 0; ms < 500; ms += STEP_MS) see(ms, FRAME, 1);
    for (let ms = 500; ms < 1000; ms += STEP_MS) see(ms, other, other.width < other.height ? 1 : 0.5);
    expect(tracker.followed.map((track) => track.number)).toEqual([number]);
  });

  it('ends confirmed and lost tracks on reset', () => {
    const tracker = createTracker();
    const appearance = new Float32Array(54);
    for (let ms = 0; ms < 200; ms += STEP_MS) {
      tracker.predict(ms, FRAME);
      const left = tracker.update([{ box: square(100, 100, 50), score: 1, appearance }], FRAME);
      left.forEach((candidate) => tracker.begin(candidate));
    }
    tracker.finish();
    expect(tracker.takeEnded()).toMatchObject([{ number: 1, firstSeenMs: 0, lastSeenMs: 198 }]);
    expect(tracker.takeEnded()).toEqual([]);
  });

  it('takes up a lost track once where its face is seen again elsewhere, while it is still predicted', () => {
    const tracker = createTracker();
    const appearance = new Float32Array(54).fill(0.5);
    const see = (ms: number, box: Box) => {
      tracker.predict(ms, FRAME);
      tracker.update([{ box, score: 0.9, appearance }], FRAME).forEach((each) => tracker.begin(each));
    };
    for (let ms = 0; ms <= 500; ms += STEP_MS) see(ms, square(200, 200, 80));
    for (let ms = 528; ms < 700; ms += STEP_MS) tracker.predict(ms, FRAME);
    // It is elsewhere now: its track coasts while the new one is confirmed.
    for (let ms = 700; ms <= 1000; ms += STEP_MS) see(ms, square(320, 200, 80));
    expect(tracker.followed.map(({ number }) => number)).toEqual([1]);
  });

  it('never gives two tracks one number, nor one that ended, in whatever scene', () => {
    for (let seed = 0; seed < 50; seed++) {
      const random = randomFor(seed, 'scene');
      const oneOf = (values: readonly number[]) => values[random.int(values.length)]!;
      const tracker = createTracker({ visitMs: oneOf([300, 2000, 8000]) });
      const people = Array.from({ length: random.int(6) + 1 }, () => ({
        ...{ x: random.uniform(0, 640), y: random.uniform(0, 480), side: random.uniform(40, 160) },
        ...{ color: oneOf([0.3, 0.5, 0.5, 0.52, 0.8]), isAway: false },
      }));
      const over = new Set<number>();
      for (let frame = 0, ms = 0; frame < 200; frame++) {
        ms += oneOf([0, 33, 33, 100, 400, random.uniform(0, 4000)]);
        tracker.predict(ms, FRAME);
        const candidates = people.flatMap((person): Candidate[] => {
          const reach = random.bool(0.05) ? 200 : 6; // now and then they leap
          person.x += reach * random.normal();
          person.y += reach * random.normal();
          if (random.bool(0.06)) person.isAway = !person.isAway;
          if (person.isAway || random.bool(0.1)) return [];
          const appearance = Float32Array.from({ length: 54 }, () => person.color + 0.01 * random.normal());
          return [
            { box: square(person.x, person.y, person.side), score: random.uniform(0.3, 1), appearance },
          ];
        });
        tracker.update(candidates, FRAME).forEach((each) => tracker.begin(each));
        if (random.bool(0.02) && tracker.followed[0]) tracker.drop(tracker.followed[0]);
        const ended = tracker.takeEnded().map(({ number }) => number!);
        const live = tracker.followed.flatMap(({ number }) => number ?? []);
        expect(new Set(tracker.followed).size).toBe(tracker.followed.length);
        expect(new Set(live).size, `tracks of scene ${seed}`).toBe(live.length);
        for (const number of ended) {
          expect(over.has(number), `track ${number} ends twice in scene ${seed}`).toBe(false);
          over.add(number);
        }
        expect(live.filter((number) => over.has(number))).toEqual([]);
      }
    }
  });
});
