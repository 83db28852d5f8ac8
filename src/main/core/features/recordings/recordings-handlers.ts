import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { message } from '../../../../messages/message.ts';
import { DemifaceError } from '../../../../common/error.ts';
import type { FaceTask } from '../../../../artifact/labels.ts';
import { appendToAudit } from '../../platform/audit.ts';
import type { CoreContext, HandlersOf, RecordingsChannel } from '../../platform/handlers.ts';
import { transaction } from '../../platform/store/sync.ts';
import type { RecordingQueue } from './recording-queue.ts';
import { shortenedName } from '../../../../common/files/file-name.ts';
import { clipsIn } from '../../../../inference/recording/clips-in.ts';

/** The recordings feature: videos and folders of pictures to tables for analysis elsewhere. */
export function recordingsHandlers(
  { store }: CoreContext,
  queue: RecordingQueue,
): HandlersOf<RecordingsChannel> {
  const { recordings } = queue;
  return {
    'recordings.list': () => queue.list(),

    async 'recordings.add'({ paths, folder, expressions, ownTasks = false, hasConsent }) {
      if ((expressions || ownTasks) && !hasConsent)
        throw new DemifaceError('usage', message('recording.noConsent'));
      const tasks: FaceTask[] = [
        ...(expressions ? (['expression'] as const) : []),
        ...(['gender', 'age'] as const),
        ...(ownTasks ? (['custom'] as const) : []),
      ];
      const { clips, skipped } = await clipsIn(paths.map((path) => resolve(path)));
      const nextName = freeNames(resolve(folder ?? besideFirst(paths)), recordings.targets());
      transaction(store, () => {
        for (const clip of clips) {
          const target = nextName(shortenedName(basename(clip), '-10000.csv.part.json'));
          recordings.add(clip, target, tasks);
          if (expressions)
            appendToAudit(
              store,
              'recordings.expressions',
              message('audit.expressionsRead', { clip, target }),
            );
          if (ownTasks)
            appendToAudit(store, 'recordings.ownTasks', message('audit.expressionsRead', { clip, target }));
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

/**
 * Gives each clip a table of its own: one never replaces another file.
 * @param taken tables of the list; those that are given are added
 */
function freeNames(folder: string, taken: Set<string>): (clip: string) => string {
  const next = new Map<string, number>();
  return (clip) => {
    for (let n = next.get(clip) ?? 1; ; n++) {
      const target = join(folder, n === 1 ? `${clip}.csv` : `${clip}-${n}.csv`);
      if (existsSync(target) || taken.has(target)) continue;
      next.set(clip, n + 1);
      taken.add(target);
      return target;
    }
  };
}
