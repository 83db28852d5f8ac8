import { count, duration, listText, percent, plural } from '../numbers.ts';
import { shared } from '../shared.ts';

export const runsMessages = {
  list: 'Runs',
  queue: 'Queue',
  results: 'Results',
  search: 'Find a run',
  noneFound: (search: string) => `No run matches “${search}”.`,
  openFolder: 'Open a runs folder',
  openFolderTitle: 'Choose a folder that holds runs',
  notFolder: 'The app does not know where this lies. Choose the folder instead.',
  dropHere: 'Drop a runs folder here',
  opened: (added: number, updated: number, skipped: number) =>
    [
      added + updated === 0 ? 'No run in this folder that is not here already.' : '',
      added > 0 ? `${plural(added, 'run')} added.` : '',
      updated > 0 ? `${plural(updated, 'run')} brought up to date.` : '',
      skipped > 0 ? `${plural(skipped, 'run')} left out: a record or a model of it is damaged.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  empty: 'No runs yet',
  emptyMeans:
    'An experiment trains a teacher on whole faces, a student on half faces, distils the one into the other and joins the results.',
  emptyDrop: 'Runs of the command line can be opened too: drop their folder here.',
  seeds: (seeds: readonly number[], pending: number) =>
    seeds.length === 1 && pending === 0
      ? `seed ${seeds[0]}`
      : pending > 0
        ? `${seeds.length} of ${seeds.length + pending} seeds`
        : plural(seeds.length, 'seed'),
  unfold: (name: string, n: number) => `Show the ${n} runs of ${name}`,
  fold: (name: string) => `Hide the runs of ${name}`,
  choose: (name: string) => `Choose ${name} to compare`,
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  remove: 'Remove from the list',
  move: 'Drag to reorder; Alt and an arrow key moves it',
  moved: (name: string, place: number, of: number) => `${name} is now ${place} of ${of}`,
  up: 'Run earlier',
  down: 'Run later',
  left: (seconds: number) => `${duration(seconds)} left`,
  noFigure: 'no figure',
  figureOver: (seeds: number, pictures: number | null) =>
    [seeds > 1 ? `mean ± deviation over ${plural(seeds, 'seed')}` : '', shared.measuredOn(null, pictures)]
      .filter(Boolean)
      .join(', '),
  pictures: (n: number) => `n ${count(n)}`,
  figuresOn: `figures: ${shared.measuredOn(null)}`,
  chosen: (n: number) => `${count(n)} chosen`,
  compare: 'Compare',
  explain: 'Where they look',
  clear: 'Clear',
  tooMany: 'At most 12 runs at once.',
  sparkline: (stages: readonly string[], values: readonly string[]) =>
    `By stage: ${listText(stages.map((stage, i) => `${stage} ${values[i]}`))}`,
  progress: (name: string, share: number) => `${name}, ${percent(share, 0)} done`,
  cancelTitle: (name: string) => `Cancel ${name}?`,
  cancelMeans: (stage: string | null) =>
    stage === null
      ? 'It leaves the queue. Nothing was trained yet.'
      : `The epochs of “${stage}” since its last checkpoint are lost. Finished stages stay and are used again by runs that need them.`,
  cancelYes: 'Cancel the run',
  keep: 'Keep it',
  removeTitle: (names: string) => `Remove ${names} from the list?`,
  removeMeans: 'Its curves and its place in comparisons go. The trained models stay in their folder.',
} as const;
