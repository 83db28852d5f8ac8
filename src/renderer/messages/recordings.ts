import type { RecordingState } from '../../main/ipc/contract.ts';

/** Words of the recordings. */
export const recordings = {
  title: 'Recordings',
  list: 'Videos that are read to tables',
  add: 'Add videos',
  empty: {
    title: 'Read videos to tables',
    text: 'A row for each face and frame, frames without a face too: place, track, occlusion, age and gender with their probabilities. For analysis elsewhere; long videos can be stopped and resumed.',
  },
  states: {
    waiting: 'Waits',
    running: 'Reading',
    stopped: 'Stopped',
    failed: 'Failed',
    done: 'Done',
  } satisfies Record<RecordingState, string>,
  frames: 'frames',
  read: (frames: string) => `${frames} frames read`,
  found: (rows: string, tracks: string, n: number) =>
    `${rows} rows with a face, ${n === 1 ? 'one track' : `${tracks} tracks`}`,
  foundNone: 'No face',
  skipped: (n: number, count: string) =>
    n === 1 ? 'One file or folder is passed over' : `${count} files or folders are passed over`,
  moreSkipped: (count: string) => `and ${count} more`,
  withExpressions: 'with expressions',
  stop: (video: string) => `Stop reading ${video}`,
  resume: (video: string) => `Go on reading ${video}`,
  show: (video: string) => `Show the table of ${video} in its folder`,
  remove: (video: string) => `Take ${video} off the list`,
  removeTitle: (video: string) => `Take ${video} off the list?`,
  removeText: 'What was read so far goes for good. The video stays.',
  removeYes: 'Take off',
  adding: {
    text: 'Videos and pictures stay where they are; the pictures of a folder count as one a second. Nothing but the table is written.',
    pickFiles: 'Choose videos',
    pickFolder: 'Choose a folder of videos or pictures',
    chosen: 'Chosen',
    none: 'Nothing chosen yet',
    target: 'Tables go to',
    pickTarget: 'Where the tables go',
    change: 'Change',
    expressions: 'Read expressions too',
    expressionsHint:
      'Only for research and therapy with the consent of everybody shown, never of staff, pupils or applicants.',
    consent: 'Everybody who shows in these videos agreed to that',
    consentHint: 'Your statement is kept in the audit log.',
    yes: 'Read them',
  },
};
