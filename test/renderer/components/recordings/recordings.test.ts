import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { Recording } from '../../../../src/main/ipc/contract.ts';
import { fileName, folderOf } from '../../../../src/renderer/state/page/file-name.ts';
import { recordingText } from '../../../../src/renderer/components/recordings/recording-text.ts';
import { message } from '../../../../src/messages/message.ts';
import { skippedNotice } from '../../../../src/renderer/state/page/skipped-notice.ts';
import type { recordings as Recordings } from '../../../../src/renderer/state/recordings.svelte.ts';
import { openSvelteModules } from '../insights/svelte-modules.ts';

const RECORDING: Recording = {
  ...{ id: 3, source: '/videos/talk.mp4', target: '/tables/talk.mp4.csv', tasks: ['gender', 'age'] },
  ...{ state: 'queued', frames: 0, total: 0, framesPerSecond: null, etaS: null },
  ...{ faces: null, tracks: null, refusal: null, addedAt: '2026-01-01T00:00:00.000Z', endedAt: null },
};

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
const asked: [string, unknown][] = [];
const heard = new Map<string, (payload: unknown) => void>();

beforeEach(async () => {
  modules = await openSvelteModules();
  vi.stubGlobal('window', {
    demiface: {
      request: (channel: string, payload: unknown) => {
        asked.push([channel, payload]);
        return Promise.resolve({ ok: [RECORDING] });
      },
      on: (event: string, hear: (payload: unknown) => void) => {
        heard.set(event, hear);
        return () => heard.delete(event);
      },
    },
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

it('follows what the core tells of the list and of the one that is read', async () => {
  const { recordings } = (await modules.load('state/recordings.svelte.ts')) as {
    recordings: typeof Recordings;
  };
  const end = recordings.begin();
  await recordings.load();
  const running = { ...RECORDING, state: 'running', frames: 40 };
  heard.get('recordings.progress')!(running);
  expect(recordings.list).toEqual([running]);
  heard.get('recordings.progress')!({ ...running, id: 99 });
  expect(recordings.list).toEqual([running]);
  await recordings.act('stop', RECORDING);
  expect(asked.at(-1)).toEqual(['recordings.stop', { id: 3 }]);
  heard.get('recordings.changed')!([]);
  expect(recordings.list).toEqual([]);
  end();
  expect(heard.size).toBe(0);
});

it('reports what came of a video, or why nothing did', () => {
  const said = (more: Partial<Recording>) => recordingText({ ...RECORDING, ...more });
  expect(said({})).toBe('');
  expect(said({ state: 'stopped', frames: 1500 })).toBe('1,500 frames analyzed');
  const refusal = { code: 'unreadable', message: 'talk.mp4 cannot be read as a video' } as const;
  expect(said({ state: 'failed', frames: 3, refusal })).toBe(refusal.message);
  const done = { state: 'done', frames: 2000 } as const;
  expect(said({ ...done, faces: 1800, tracks: 2 })).toBe(
    '2,000 frames analyzed. 1,800 rows with a face, 2 tracks.',
  );
  expect(said({ ...done, faces: 7, tracks: 1 })).toBe('2,000 frames analyzed. 7 rows with a face, 1 track.');
  expect(said({ ...done, faces: 0, tracks: 0 })).toBe('2,000 frames analyzed. No face.');
  const notes = [message('clip.of', { file: 'a.mp4', note: message('clip.streams', { n: 2 }) })];
  const some = { ...done, faces: 0, tracks: 0 };
  expect(said({ ...some, refusal: { ...refusal, notes } })).toContain('No face. a.mp4 holds 2 video streams');
  expect(said({ ...some, refusal })).toBe(`2,000 frames analyzed. No face. ${refusal.message}`);
});

it('names what of a folder is passed over, as far as the corner holds it', () => {
  const one = { path: '/v/a\u202e4pm.heic', reason: message('skipped.otherFormat', { format: 'HEIC' }) };
  expect(skippedNotice([one])).toEqual({
    tone: 'bad',
    text: '1 file or folder was skipped',
    detail: 'a\\u202e4pm.heic: HEIC is not read; save it as JPEG or PNG',
  });
  const folder = { path: '/v/locked/', reason: message('skipped.folderUnreadable', { error: 'EACCES' }) };
  const many = skippedNotice([folder, ...Array.from({ length: 1200 }, () => one)]);
  expect(many.text).toBe('1,201 files or folders were skipped');
  expect(many.detail.split('\n').at(0)).toBe(
    'locked: the folder cannot be read (EACCES); check its permissions',
  );
  expect(many.detail.split('\n').at(-1)).toBe('and 1,197 more');
});

it('takes paths apart as every system writes them', () => {
  expect([fileName('/a/b c.mp4'), folderOf('/a/b c.mp4')]).toEqual(['b c.mp4', '/a']);
  expect([fileName('C:\\v\\x.mp4'), folderOf('C:\\v\\x.mp4')]).toEqual(['x.mp4', 'C:\\v']);
});
