import { afterEach, expect, test, vi } from 'vitest';

import { UnwrittenSessions } from '../../../../../../src/main/core/features/audience/cameras/unwritten-sessions.ts';

/** A session whose counts can be written from the given try on. */
function session(camera: string, from: number) {
  let tries = 0;
  const write = () => ++tries >= from;
  return {
    camera,
    write,
    end: () => void write(),
    get failure() {
      return tries >= from ? null : 'the disk is full';
    },
  };
}

afterEach(() => void vi.restoreAllMocks());

test('keep what could not be written at the end, until it can', () => {
  const unwritten = new UnwrittenSessions();
  unwritten.end(session('a', 1));
  unwritten.end(session('b', 2));
  expect(unwritten.all().map(({ camera }) => camera)).toEqual(['b']);
  unwritten.retry();
  expect(unwritten.all()).toEqual([]);
});

test('forget the counts of cameras that were removed', () => {
  const unwritten = new UnwrittenSessions();
  unwritten.end(session('a', 9));
  unwritten.end(session('b', 9));
  unwritten.discardOthers(new Set(['b']));
  expect(unwritten.all().map(({ camera }) => camera)).toEqual(['b']);
});

test('are tried a few times more when the app ends; what is lost is reported', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {});
  const unwritten = new UnwrittenSessions();
  unwritten.end(session('a', 4));
  unwritten.end(session('b', 999));
  await unwritten.flush();
  expect(report.mock.calls).toEqual([['counts of b are lost: the disk is full']]);
});
