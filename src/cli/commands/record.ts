import { basename, join, resolve } from 'node:path';

import type { Command } from 'commander';

import { englishText, inEnglish } from '../../messages/english.ts';
import { asDiskError } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { shortenedName } from '../../common/files/file-name.ts';
import { makeFolder } from '../../common/files/make-folder.ts';
import type { FaceTask } from '../../artifact/labels.ts';
import { placeOfCard } from '../../artifact/model-place.ts';
import { VISIBLE } from '../../artifact/labels.ts';
import { checkOutputFiles } from '../../artifact/output-place.ts';
import { shippedModels } from '../../artifact/places.ts';
import { printable } from '../../common/printable.ts';
import { recordClip } from '../../inference/recording/record-clip.ts';
import { openRecordingNets } from '../../inference/recording/recording-nets.ts';
import { checkLeftovers } from '../../inference/recording/resume-point.ts';
import { clipsIn } from '../../inference/recording/clips-in.ts';
import { bestModel } from '../../training/library/model-library.ts';
import type { LibraryChoice } from '../input/live-library.ts';
import { chosenLibrary, liveOption } from '../input/live-library.ts';
import { ensureFfmpeg } from '../input/ensure-ffmpeg.ts';
import type { Io } from '../output/io.ts';
import { truncatedList } from '../input/listed-pictures.ts';

interface Place {
  file: string;
  /** The table. */
  to: string;
}

interface RecordFlags extends LibraryChoice {
  out: string;
  expressions?: boolean;
  ownTasks?: boolean;
  json?: boolean;
}

export function registerRecord(program: Command, io: Io): void {
  program
    .command('record')
    .argument(
      '<clip...>',
      'videos, or folders of videos or of pictures (one a second, in natural order of their names)',
    )
    .description(
      'read videos and folders of pictures to CSV, a row a face and frame; what was broken off goes on',
    )
    .requiredOption('--out <folder>', 'where the tables go, each named after its clip')
    .option('--models <folder>', 'a folder of models (default: the models that ship)', shippedModels())
    .addOption(liveOption())
    .option('--own-tasks', 'predict tasks of your own too: with the consent of everybody who shows')
    .option('--expressions', 'read expressions too: only with the consent of everybody who shows')
    .option('--json', 'one JSON object a clip')
    .addHelpText('after', '\nExample:\n  $ demiface record interviews/ --out tables')
    .action((paths: string[], flags: RecordFlags) => record(paths, flags, io));
}

async function record(
  paths: string[],
  { out, expressions, ownTasks, json, ...library }: RecordFlags,
  io: Io,
): Promise<void> {
  const tasks: FaceTask[] = [
    ...(expressions ? (['expression'] as const) : []),
    ...(['gender', 'age'] as const),
    ...(ownTasks ? (['custom'] as const) : []),
  ];
  const { clips, skipped } = await clipsIn(paths);
  for (const { path, reason } of skipped) io.note(`${printable(path)} is left out: ${englishText(reason)}`);
  const places = placesOf(clips, out);
  const { readers, occlusion } = await modelsFor(tasks, library, io);
  await ensureFfmpeg(
    places.map(({ file }) => file),
    io.note,
  );
  const opened = await openRecordingNets(readers, occlusion);
  const unread = skipped.flatMap(({ path, unreadable }) => (unreadable ? path : []));
  const failed = [...unread];
  try {
    makeOutFolder(out);
    for (const { file, to } of places) {
      const bar = io.progress(basename(to, '.csv'));
      try {
        const recorded = await recordClip({
          file,
          to,
          tasks,
          nets: opened.nets,
          models: opened.models,
          signal: io.signal,
          mayReplace: true,
          onProgress: (done, total) => bar.update(done, total),
        }).finally(() => bar.end());
        recorded.notes.forEach(io.note);
        if (json) io.json({ file, csv: to, ...inEnglish(recorded) });
        else io.line(`${printable(to)}: ${recorded.frames} frames, ${recorded.faces} rows with a face`);
      } catch (error) {
        if (!mayGoOn(error, places.length)) throw error;
        io.note(`${printable(file)} is left out: ${error.message}`);
        failed.push(file);
      }
    }
  } finally {
    await opened.dispose();
  }
  if (failed.length > 0)
    throw new DemifaceError(
      'unreadable',
      `${failed.length} of ${places.length + unread.length} clips could not be recorded: ${truncatedList(failed)}`,
    );
}

/** Where the table of each clip goes. @throws DemifaceError if a place is taken, or two clips have the same */
function placesOf(clips: readonly string[], out: string): Place[] {
  const places = clips.map((file) => ({
    file,
    to: join(out, `${shortenedName(basename(resolve(file)), ADDED)}.csv`),
  }));
  checkUnique(places);
  checkOutputFiles(
    out,
    places.map(({ to }) => basename(to)),
  );
  for (const { to } of places) checkLeftovers(to);
  return places;
}

/** Paths of the models for these tasks, and of the occlusion classifier. @throws DemifaceError `missing` */
async function modelsFor(
  tasks: readonly FaceTask[],
  library: LibraryChoice,
  io: Io,
): Promise<{ readers: string[]; occlusion: string | null }> {
  const { models, damaged } = await chosenLibrary(library, io.signal);
  for (const { path, problem } of damaged) io.note(`${path} is damaged and left out: ${problem.message}`);
  const occlusion = bestModel(models, 'occlusion', 'full')?.path ?? null;
  const shown = occlusion === null ? (['full'] as const) : VISIBLE;
  const titlesOf = (task: FaceTask) =>
    task === 'custom' ? new Set(models.flatMap(({ card }) => placeOfCard(card).title ?? [])) : [undefined];
  const readers = tasks.flatMap((task) =>
    [...titlesOf(task)].flatMap((title) =>
      shown.flatMap((visible) => bestModel(models, task, visible, title)?.path ?? []),
    ),
  );
  if (readers.length > 0) return { readers, occlusion };
  throw new DemifaceError('missing', `no model in ${library.models} reads ${tasks.join(', ')}`);
}

/** @throws DemifaceError `disk` */
function makeOutFolder(out: string): void {
  try {
    makeFolder(out);
  } catch (error) {
    throw asDiskError(error, out);
  }
}

/** The longest that stands behind a clip's name while it is recorded. */
const ADDED = '.csv.part.json';

/** Whether what failed is one clip of several; a stop and a full disk end them all. */
function mayGoOn(error: unknown, clips: number): error is DemifaceError {
  return clips > 1 && error instanceof DemifaceError && error.code !== 'interrupted' && error.code !== 'disk';
}

/** Two clips of one name would write one table. */
function checkUnique(places: readonly Place[]): void {
  const fileOf = new Map<string, string>();
  for (const { file, to } of places) {
    const other = fileOf.get(to);
    if (other !== undefined)
      throw new DemifaceError(
        'usage',
        `${other} and ${file} would both be ${to}; record them into two folders`,
      );
    fileOf.set(to, file);
  }
}
