import type { ClockDoubt, LiveFrame } from '../../main/ipc/contract.ts';
import { formatCount, formatMoment } from './format.ts';
import type { CameraProblem } from '../live/camera-problem.ts';
import { plural } from './numbers.ts';

/** In the largest unit that fits. */
function spanOf(ms: number): string {
  const minutes = Math.abs(ms) / 60_000;
  if (minutes < 120) return plural(Math.round(minutes), 'minute');
  return minutes < 2880
    ? plural(Math.round(minutes / 60), 'hour')
    : plural(Math.round(minutes / 1440), 'day');
}

/** Words of the Store view. */
export const store = {
  title: 'Store',
  actions: {
    start: 'Start all cameras',
    stop: 'Stop all cameras',
    addCamera: 'Add camera',
    edit: 'Camera and zones',
    startOne: 'Start',
    stopOne: 'Stop',
    full: 'Fill the screen',
    audit: 'Audit by hand',
  },
  empty: {
    title: 'Count visitors without storing a face',
    text: 'Demiface counts faces that come in, by age band and gender where you ask for it, masks or not. Pictures never leave the memory; only counts are kept.',
    button: 'Set up counting',
    noCamera: 'No camera yet',
    noCameraText: 'Add the camera at the entrance. Its picture is shown here and kept nowhere.',
  },
  picture: (camera: string) => `Live picture of ${camera}`,
  off: 'The camera is off',
  starting: 'Opening the camera',
  problems: {
    refused: {
      title: 'The camera was refused',
      text: 'Allow Demiface to use the camera in the settings of the system, then try again.',
    },
    busy: {
      title: 'Another program uses the camera',
      text: 'Close that program; Demiface tries again every few seconds.',
    },
    missing: {
      title: 'The camera is not there',
      text: 'Plug it in, or choose another one. It starts by itself once it is back.',
    },
    unplugged: {
      title: 'The camera was unplugged',
      text: 'Nothing is counted meanwhile, and the hour says so. It starts by itself once it is back.',
    },
    failed: { title: 'The camera gives no picture', text: 'Demiface tries again every few seconds.' },
  } satisfies Record<CameraProblem, { title: string; text: string }>,
  scenes: {
    clear: '',
    dark: 'Too dark to see faces',
    covered: 'Something covers the lens',
    moved: 'The camera was moved: draw its zones anew',
  } satisfies Record<LiveFrame['scene'], string>,
  covers: { none: '', upper: 'headset', lower: 'mask' },
  man: 'man',
  woman: 'woman',
  unsure: 'not sure',
  pace: (perSecond: number) =>
    `${perSecond.toFixed(0)} ${perSecond.toFixed(0) === '1' ? 'picture' : 'pictures'}/s`,
  now: 'In view now',
  today: 'Today',
  seen: 'Faces seen',
  passersBy: 'Passers-by',
  fewer: (k: number) => `fewer than ${k}`,
  inInsights: (n: number) =>
    `Counted so far, live. Insights has ${formatCount(n)} of them: it adds the latest hours when the day is closed.`,
  unwritten: 'Counts wait in memory: the database cannot be written',
  clock: {
    title: 'The clock of this machine is in doubt',
    text: ({ kind, byMs }: ClockDoubt, machineMs: number) =>
      `It reads ${formatMoment(new Date(machineMs).toISOString())}, ${spanOf(byMs)} ${byMs > 0 ? 'ahead of' : 'behind'} ${
        kind === 'jump' ? 'the time by which faces are counted' : 'the newest stored counts'
      }. No day is closed and nothing is deleted until it has been steady for 24 hours of uptime, or you confirm it.`,
    confirm: 'The clock is right',
  },
  byHour: 'Faces seen by hour',
  byHourNone: 'Hours appear here as soon as enough faces were seen.',
  nobody: {
    title: 'Nobody is stored',
    text: 'Pictures are looked at in memory and forgotten at once. What is kept are counts: for each quarter of an hour how many faces came in, for each hour how many in each age band. The unit is faces seen, not persons: who comes twice counts twice. Emotions are never read here. Hours with too few faces are merged at closing time.',
  },
  camera: {
    add: 'Add a camera',
    edit: (name: string) => `${name}: camera and zones`,
    name: 'Name',
    nameHint: 'Where it hangs: Entrance, Till.',
    nameProblem: 'Give it a name',
    site: 'Site',
    device: 'Camera',
    anyDevice: 'Whichever comes first',
    unnamed: (n: number) => `Camera ${n}`,
    size: 'Picture',
    sizes: { '640x480': '640 × 480', '1280x720': '1280 × 720', '1920x1080': '1920 × 1080' },
    mirrored: 'Show it mirrored',
    mirroredHint: 'Only on the screen; what is read stays the same.',
    save: 'Save',
    cancel: 'Cancel',
    remove: 'Remove camera',
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: 'Its zones and everything that was counted at it go for good.',
    sharing: (other: string) => `${other} looks through this camera too: each face would be counted twice.`,
    noPicture: 'Zones can be drawn without its picture, too.',
  },
  zones: {
    title: 'Zones',
    none: 'Without zones every face that stays long enough counts.',
    add: 'Add zone',
    addKind: (kind: string) => `Add ${kind.toLowerCase()}`,
    kinds: {
      entrance: 'Entrance',
      dwell: 'Dwell',
      staff: 'Staff',
      private: 'Private',
    },
    meanings: {
      entrance: 'Who comes in over a marked side is a visit; small faces are looked for here.',
      dwell: 'How long faces stay here is counted.',
      staff: 'Who is mostly here does not count.',
      private: 'Blanked before anything is looked for.',
    },
    name: 'Name of the zone',
    kind: 'What it is for',
    minFace: 'Smallest face',
    minFaceUnit: '% of the width',
    sides: 'One comes in over side',
    sidesNone: 'Mark at least one side',
    remove: 'Remove zone',
    corner: (zone: string, n: number) => `Corner ${n} of ${zone}. Arrow keys move it, Delete removes it.`,
    addCorner: (zone: string, n: number) => `Add a corner to side ${n} of ${zone}`,
    help: 'Drag the corners. Click a small dot to add a corner; Delete removes the chosen one.',
  },
};
