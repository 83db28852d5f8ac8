import { expect, test } from 'vitest';

import { SharedNets } from '../../../../../src/main/core/platform/live/shared-nets.ts';
import { message } from '../../../../../src/messages/message.ts';

const leftOut = (number: number) => message('model.leftOut', { name: `model ${number}`, error: 'a reason' });

/** Nets that only say when they are disposed, each with a number. */
function pool(failsAt?: number) {
  const disposed: number[] = [];
  let opened = 0;
  const nets = new SharedNets(
    () => {
      const number = ++opened;
      if (number === failsAt) return Promise.reject(new Error('damaged'));
      const dispose = () => Promise.resolve(void disposed.push(number));
      return Promise.resolve({ leftOut: [leftOut(number)], number, dispose });
    },
    () => {},
  );
  return { nets, disposed };
}

test('are opened once for all, and disposed when they are closed', async () => {
  const { nets, disposed } = pool();
  const [one, other] = await Promise.all([nets.open(), nets.open()]);
  expect(one).toBe(other);
  expect(nets.leftOut).toEqual([leftOut(1)]);
  await nets.close();
  expect(disposed).toEqual([1]);
  expect(nets.current).toBeNull();
});

test('are opened anew where they are stale, and only there; the stale ones go after their use', async () => {
  const { nets, disposed } = pool();
  const first = await nets.open();
  await nets.renew(
    () => false,
    (same) => expect(same).toBe(first),
  );
  await nets.renew(
    () => true,
    (second) => {
      expect(second).not.toBe(first);
      expect(disposed).toEqual([]);
    },
  );
  expect(disposed).toEqual([1]);
});

test('are not disposed while an inference runs on them', async () => {
  const { nets, disposed } = pool();
  await nets.open();
  let finish = () => {};
  const inference = nets.hold(new Promise<void>((resolve) => (finish = resolve)));
  const closed = nets.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(disposed).toEqual([]);
  finish();
  await Promise.all([inference, closed]);
  expect(disposed).toEqual([1]);
});

test('tell why they could not be opened anew, and can be opened later', async () => {
  const { nets, disposed } = pool(2);
  await nets.open();
  await nets.renew(
    () => true,
    (opened) => expect(opened).toEqual(new Error('damaged')),
  );
  expect(disposed).toEqual([1]);
  await expect(nets.open()).resolves.toMatchObject({ number: 3 });
});
