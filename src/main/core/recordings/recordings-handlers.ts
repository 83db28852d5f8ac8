import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { DemifaceError } from '../../../artifact/error.ts';
import type { Task } from '../../../artifact/labels.ts';
import { noteInAudit } from '../app/audit.ts';
import type { CoreContext, HandlersOf, RecordingsChannel } from '../handlers.ts';
import { together } from '../store/sync.ts';
import type { RecordingQueue } from './recording-queue.ts';
import type { RecordingStore } from './recording-store.ts';
import { shortenedName } from '../../../artifact/file-name.ts';
import { clipsIn } from '../../../reading/recording/clips-in.ts';

/** The recordings room: videos and folders of pictures to tables for analysis elsewhere. */
export function recordingsHandlers(
  { store }: CoreContext,
  queue: RecordingQueue,
): HandlersOf<RecordingsChannel> {
  const { recordings } = queue;
  return {
    'recordings.list': () => queue.list(),

    async 'recordings.add'({ paths, folder, expressions, hasConsent }) {
      if (expressions && !hasConsent)
        throw new DemifaceError(
          'usage',
          'expressions are read only where everybody who shows in the videos agreed to it; state that, or leave expressions out',
        );
      const tasks: Task[] = expressions ? ['expression', 'gender', 'age'] : ['gender', 'age'];
      const { clips, skipped } = await clipsIn(paths.map((path) => resolve(path)));
      together(store, () => {
        for (const clip of clips) {
          const target = freeName(
            recordings,
            resolve(folder ?? besideFirst(paths)),
            shortenedName(basename(clip), '-10000.csv.part.json'),
          );
          recordings.add(clip, target, tasks);
          if (expressions)
            noteInAudit(
              store,
              'recordings.expressions',
              `${clip} to ${target}; stated: everybody in it agreed to expressions being read`,
            );
        }
      });
      queue.touch();
      return { list: queue.list(), skipped: skipped.map(({ path, reason }) => ({ path, reason })) };
    },

    async 'recordings.stop'({ id }) {
      await queue.stop(id);
      return {};
    },

    'recordings.resume'({ id }) {
      queue.resume(id);
      return {};
    },

    async 'recordings.remove'({ id }) {
      await queue.remove(id);
      return {};
    },
  };
}

/** Where tables go when no folder was chosen. */
function besideFirst([first]: readonly string[]): string {
  return statSync(first!).isDirectory() ? first! : dirname(first!);
}

/** A table never replaces another file. */
function freeName(recordings: RecordingStore, folder: string, clip: string): string {
  for (let n = 1; ; n++) {
    const target = join(folder, n === 1 ? `${clip}.csv` : `${clip}-${n}.csv`);
    if (!existsSync(target) && !recordings.hasTarget(target)) return target;
  }
}
