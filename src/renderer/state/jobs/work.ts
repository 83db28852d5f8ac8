import type { CoreStatus, JobKind, JobSubject, Recording } from '../../../main/ipc/contract.ts';
import { fileName } from '../page/file-name.ts';
import { work as words } from '../../messages/index.ts';
import { formatRate } from '../../messages/format.ts';
import type { JobProgress } from './jobs.svelte.ts';
import type { ViewName } from '../page/navigation.svelte.ts';

/** Something that runs: what it is, how far, how fast, how long still, and where it is at home. */
export interface Work {
  id: string;
  title: string;
  /** 0 … 1; null while it is unknown. */
  share: number | null;
  /** With its unit; null while it is unknown. */
  rate: string | null;
  etaS: number | null;
  view: ViewName;
}

interface Known {
  training: CoreStatus['running'];
  imagesPerSecond: number | null;
  jobs: readonly JobProgress[];
  /** A data set's name; null where that is not known. */
  dataSetOf: (id: number) => string | null;
  recordings: readonly Recording[];
}

const VIEW_OF: Readonly<Record<JobKind, ViewName>> = {
  check: 'data',
  prepare: 'data',
  compare: 'lab',
  explain: 'lab',
  open: 'lab',
  bundle: 'lab',
  export: 'models',
  import: 'models',
  lsl: 'session',
  retrain: 'retrain',
};
const PICTURES: readonly JobKind[] = ['check', 'prepare', 'compare', 'explain'];

/** All that runs now, what takes longest first. */
export function workNow({ training, imagesPerSecond, jobs, dataSetOf, recordings }: Known): Work[] {
  const rate = (perSecond: number | null, unit: string) =>
    perSecond === null ? null : formatRate(perSecond, unit);
  return [
    ...(training
      ? [
          {
            id: `run-${training.run}`,
            title: words.training({ name: training.title }),
            view: 'lab' as const,
            share: training.progress,
            etaS: training.etaS,
            rate: rate(imagesPerSecond, words.images),
          },
        ]
      : []),
    ...recordings
      .filter(({ state }) => state === 'running')
      .map(({ id, source, frames, total, framesPerSecond, etaS }) => ({
        id: `recording-${id}`,
        title: words.recording({ video: fileName(source) }),
        view: 'insights' as const,
        share: shareOf(frames, total),
        etaS,
        rate: rate(framesPerSecond, words.frames),
      })),
    ...jobs.map(({ job, subject, done, total, rate: perSecond, etaS }) => ({
      id: `job-${job}`,
      title: titleOf(subject, dataSetOf),
      view: VIEW_OF[subject.kind],
      share: shareOf(done, total),
      etaS,
      rate: PICTURES.includes(subject.kind) ? rate(perSecond, words.pictures) : null,
    })),
  ];
}

const titleOf = (subject: JobSubject, dataSetOf: Known['dataSetOf']): string =>
  subject.kind === 'check' || subject.kind === 'prepare'
    ? words.jobs[subject.kind]({ set: dataSetOf(subject.id) ?? words.someSet })
    : words.jobs[subject.kind];

const shareOf = (done: number, total: number): number | null =>
  total > 0 ? Math.min(1, done / total) : null;
