/**
 * First file of a core without a window, started by `demiface serve`. `--home <folder>`: where its database lies;
 * `--clip <path>`: what is played before it ends. It ends with the command that started it.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';

import { englishText } from '../../messages/english.ts';
import { DemifaceError } from '../../common/error.ts';
import { printable } from '../../common/printable.ts';
import { message } from '../../messages/message.ts';
import { FACE_TASKS } from '../../artifact/labels.ts';
import { createLivePipeline } from '../../inference/live/live-pipeline.ts';
import type { ServeMessage } from '../../inference/live/serving.ts';
import { servedFrame } from '../../inference/live/serving.ts';
import type { FrameSource } from '../../inference/sources/frame-source.ts';
import { besideFrames, openClip } from '../../inference/sources/open-clip.ts';
import { paced } from '../../inference/sources/paced.ts';
import { lockHome } from './platform/lock-home.ts';
import { openLiveNets } from './platform/live/live-nets.ts';
import type { Core } from './open-core.ts';
import { openCore } from './open-core.ts';
import { queueNotes } from './platform/queue-notes.ts';
import { refusalOf } from './platform/refusal.ts';

const { values } = parseArgs({ options: { home: { type: 'string' }, clip: { type: 'string' } } });
const { home: folder, clip } = values;
if (folder === undefined || !process.send) throw new Error('a core that serves is started by demiface serve');

/** A second command fails soon. */
const PATIENCE_MS = 1000;

const stop = new AbortController();
process.on('message', () => stop.abort());
process.on('disconnect', () => stop.abort());

/** Waits until it is on its way: a command that prints slowly slows the clip down, and nothing piles up here. */
function say(message: ServeMessage): Promise<void> {
  return new Promise((resolve) => (process.connected ? process.send!(message, () => resolve()) : resolve()));
}

async function serve(): Promise<void> {
  const source =
    clip === undefined
      ? null
      : paced(openClip(clip, { onNote: (note) => void say({ kind: 'note', text: englishText(note) }) }));
  const home = await lockHome(folder!, PATIENCE_MS);
  const core = await openCore(
    home,
    queueNotes((text) => void say({ kind: 'note', text })),
  );
  try {
    const trainings = (await core.handlers['lab.queue']({})).runs.length;
    const recordings = (await core.handlers['recordings.list']({})).filter(
      ({ state }) => state === 'queued' || state === 'running',
    );
    await say({ kind: 'ready', home: folder!, trainings, recordings: recordings.length });
    for (const { path, reason } of clip === undefined ? [] : besideFrames(clip))
      await say({ kind: 'note', text: `${printable(path)} is left out: ${englishText(reason)}` });
    if (source) return await play(source, core);
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
    throw new DemifaceError('interrupted', message('jobs.serveStopped'));
  } finally {
    await core.close();
    home.release();
  }
}

/** Reads a clip as a camera is read. Nothing is counted. */
async function play(source: FrameSource, { store }: Core): Promise<void> {
  const nets = await openLiveNets(store, FACE_TASKS);
  try {
    for (const one of nets.leftOut) await say({ kind: 'note', text: englishText(one) });
    const reader = createLivePipeline(nets);
    let timeS = 0;
    for await (const taken of source.frames(stop.signal)) {
      const frame = servedFrame(clip!, await reader.process(taken));
      ({ timeS } = frame);
      await say({ kind: 'frame', frame });
    }
    if (stop.signal.aborted)
      throw new DemifaceError(
        'interrupted',
        message('jobs.playStopped', { seconds: timeS.toFixed(2), clip: clip! }),
      );
  } finally {
    await nets.dispose();
  }
}

const refusal = await serve().then(() => null, refusalOf);
await say({ kind: 'ended', refusal });
process.exit(refusal === null ? 0 : 1);
