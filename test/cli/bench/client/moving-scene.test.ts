import { expect, it } from 'vitest';

import { movingScene } from '../../../../src/cli/bench/client/moving-scene.ts';
import { isCovered, pastePerson } from '../../../../src/cli/bench/client/second-person.ts';
import { randomFor } from '../../../../src/common/math/random.ts';

const SPOT = { x: 200, y: 120, width: 12, height: 12 };

it('places a box where its pixels are drawn', () => {
  const [width, height] = [400, 300];
  const data = new Uint8Array(width * height * 3);
  for (let y = SPOT.y; y < SPOT.y + SPOT.height; y++)
    data.fill(255, (y * width + SPOT.x) * 3, (y * width + SPOT.x + SPOT.width) * 3);
  const scene = movingScene(
    { data, width, height },
    { x: 150, y: 80, width: 110, height: 110 },
    randomFor(3),
  );
  for (const seconds of [0, 0.7, 2.9]) {
    const frame = scene.at(seconds);
    let [sum, across, down] = [0, 0, 0];
    for (let y = 0; y < frame.height; y++)
      for (let x = 0; x < frame.width; x++) {
        const value = frame.data[(y * frame.width + x) * 3]!;
        sum += value;
        across += value * x;
        down += value * y;
      }
    const box = scene.place(SPOT, seconds);
    expect(Math.abs(across / sum - (box.x + box.width / 2))).toBeLessThan(1.5);
    expect(Math.abs(down / sum - (box.y + box.height / 2))).toBeLessThan(1.5);
  }
});

it('draws a second person where it says that they cover, and behind the client where that is asked', () => {
  const frame = { data: new Uint8Array(200 * 150 * 3), width: 200, height: 150 };
  const face = { data: new Uint8Array(20 * 20 * 3).fill(200), width: 20, height: 20 };
  const place = { x: 100, y: 60, width: 60 };
  const client = { x: 40, y: 30, width: 60, height: 60 };
  pastePerson(frame, { face, clothes: [50, 50, 50] }, place, client);
  const level = (x: number, y: number) => frame.data[(y * 200 + x) * 3];
  expect([isCovered(place, 115, 60), level(115, 60)]).toEqual(['head', 200]);
  expect([isCovered(place, 100, 140), level(100, 140)]).toEqual(['body', 50]);
  expect([isCovered(place, 10, 10), level(10, 10)]).toEqual([null, 0]);
  expect([isCovered(place, 90, 60), level(90, 60)]).toEqual(['head', 0]);
});
