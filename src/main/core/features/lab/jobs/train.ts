import type { Card } from '../../../../../artifact/card.ts';
import { DemifaceError } from '../../../../../common/error.ts';
import { throttled } from '../../../../../common/throttle.ts';
import { historyOf } from '../../../../../training/curriculum/history.ts';
import type { StageNode } from '../../../../../training/curriculum/plan.ts';
import { openFor } from '../../../../../training/curriculum/pictures.ts';
import { publishedStart } from '../../../../../training/curriculum/published-start.ts';
import { runCurriculum } from '../../../../../training/curriculum/run.ts';
import { onPictures } from '../../../../../training/presets/index.ts';
import type { Preset, StageKind } from '../../../../../training/presets/index.ts';
import { readyEngine, runningEngine } from '../../../../../training/engine/tf.ts';
import type { Job, JobHooks } from '../../../platform/jobs/job.ts';
import { stageFigures } from '../runs/stage-figures.ts';
import type { DataVersion, VersionedSource } from '../runs/data-source.ts';
import { removedData } from '../runs/removed-data.ts';
import type { PreparedSet } from '../../../../../training/datasets/prepared.ts';
import { sharedOpener } from '../../../platform/jobs/open-pictures.ts';
import { planOf } from '../runs/planned-stages.ts';
import type { RunEvent } from '../runs/run-event.ts';
import { message, joined } from '../../../../../messages/message.ts';

export interface TrainPayload {
  preset: Preset;
  until: StageKind | null;
  /** Data sets of which one is what it began with; one alone of a run that has not begun. */
  data: VersionedSource[];
  /** The folder of what it began with; null: not known. */
  root: string | null;
  runsFolder: string;
  /** Of the pictures that the run began with; null: it has not begun. */
  fingerprint: string | null;
}

/** Steps are reported at most this often. */
const STEP_EVERY_MS = 200;

/** Runs a preset's curriculum; what stands in the runs folder already is not trained again. */
export const train: Job<TrainPayload, null> = async (payload, hooks) => {
  const { preset, until, runsFolder } = payload;
  const emit = (event: RunEvent) => hooks.emit(event);
  const engine = await readyEngine({ note: () => {}, signal: hooks.signal });
  emit({ kind: 'engine', name: runningEngine(engine), device: engine.device });
  const { data, prepared } = await begunPictures(payload, hooks);
  const { fingerprint } = prepared;
  const start = publishedStart(onPictures(preset, prepared.pictures));
  emit({
    kind: 'plan',
    data,
    fingerprint,
    stages: planOf(start.preset, fingerprint, until, start.published?.sha256),
  });
  await runCurriculum(preset, prepared, runsFolder, {
    ...callbacks(emit, runsFolder, hooks),
    wanted: until === null ? undefined : [until],
  });
  return null;
};

/**
 * The pictures that the run began with; of a run that has not begun the first.
 * @throws DemifaceError `mismatch` if none of its data sets holds them, `missing` if its own was removed; as `pictureOpener`
 */
async function begunPictures(
  { preset, data, root, fingerprint }: TrainPayload,
  hooks: JobHooks,
): Promise<{ data: DataVersion; prepared: PreparedSet }> {
  const faults: unknown[] = [];
  const open = sharedOpener(hooks);
  for (const { id, version, source } of data)
    try {
      const prepared = await openFor(preset, open(source));
      if (fingerprint === null || fingerprint === prepared.fingerprint)
        return { data: { id, version, root: source.root }, prepared };
    } catch (fault) {
      if (fault instanceof DemifaceError && fault.code === 'interrupted') throw fault;
      faults.push(fault);
    }
  const roots = [...new Set(data.map(({ source }) => source.root))];
  if (root !== null && !roots.includes(root)) throw removedData(root);
  if (faults.length > 0) throw faults[0]; // it may be the one that cannot be opened
  throw new DemifaceError('mismatch', message('run.otherPictures', { roots: joined(roots, 'and') }));
}

function callbacks(emit: (event: RunEvent) => void, runsFolder: string, { signal }: JobHooks) {
  const due = throttled(STEP_EVERY_MS);
  return {
    signal,
    onStage({ key }: StageNode, done: boolean) {
      emit({ kind: 'stage', key, history: done ? [] : historyOf(runsFolder, key, 'work') });
    },
    onStep({ key }: StageNode, report: Extract<RunEvent, { kind: 'step' }>['report']) {
      if (due(report.step === report.steps))
        emit({ kind: 'step', key, report, memoryBytes: process.memoryUsage.rss() });
    },
    onEpoch: ({ key }: StageNode, epoch: Extract<RunEvent, { kind: 'epoch' }>['epoch']) =>
      emit({ kind: 'epoch', key, epoch }),
    onLanded: ({ key }: StageNode, { card }: { card: Card }) =>
      emit({
        kind: 'landed',
        key,
        metrics: stageFigures(card),
        history: historyOf(runsFolder, key, 'stages'),
      }),
  };
}
