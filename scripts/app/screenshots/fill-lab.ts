import type { RunState } from '../../../src/main/ipc/contract.ts';
import type { Store } from '../../../src/main/core/platform/store/store.ts';
import { findPreset } from '../../../src/training/presets/index.ts';
import { RunMaker } from '../made-runs.ts';

interface Row {
  name: string;
  preset: string;
  seeds: readonly number[];
  state?: RunState;
  done?: number;
  refusal?: { code: string; message: string };
}

/** What a Lab holds after some weeks: several seeds, one that failed, one that was cancelled, a name that is too long. */
const ROWS: readonly Row[] = [
  { name: 'Expression, headset', preset: 'compact-expression-lower', seeds: [1, 2, 3, 4, 5] },
  { name: 'Expression, mask', preset: 'compact-expression-upper', seeds: [1, 2, 3] },
  { name: 'Age, headset', preset: 'compact-age-lower', seeds: [1, 2, 3] },
  { name: 'Gender, mask', preset: 'compact-gender-upper', seeds: [1] },
  {
    name: 'Age, mask',
    preset: 'compact-age-upper',
    seeds: [4],
    state: 'failed',
    done: 2,
    refusal: {
      code: 'disk',
      message: 'the disk is full: 12 MB are left and a checkpoint needs 41 MB; free some space and go on',
    },
  },
  {
    name: 'Gender, headset',
    preset: 'compact-gender-lower',
    seeds: [9],
    state: 'cancelled',
    done: 1,
  },
  {
    name: 'Lower half, a colder temperature, twice the epochs, drawn headsets on every second face',
    preset: 'compact-expression-lower',
    seeds: [11, 12],
  },
];

/** Closes the store. */
export function fillLab(store: Store): void {
  const maker = new RunMaker(store);
  store.raw.transaction(() => {
    ROWS.toReversed().forEach(({ name, preset, seeds, state = 'done', done = 5, refusal }, i) => {
      const at = i * 24 * 60;
      const experiment = maker.experiment(name, at);
      seeds.forEach((seed, n) =>
        maker.run({
          experiment,
          name,
          preset: findPreset(preset),
          seed,
          state,
          done,
          at: at + n * 95,
          minutes: 88 + 3 * n,
          ...(refusal ? { refusal } : {}),
        }),
      );
    });
  })();
  store.raw.close();
}
