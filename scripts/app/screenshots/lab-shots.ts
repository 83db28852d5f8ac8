import type { StageKind } from '../../../src/main/ipc/contract.ts';
import type { LaunchedApp } from '../launch.ts';
import { resultOf, until } from '../launch.ts';
import type { Shot } from './shot.ts';

const MINUTES = 60_000;

/** Small real runs, so that there are models to compare and to look into: two settings, three seeds each. */
async function train(open: LaunchedApp): Promise<void> {
  const start = { preset: 'smoke-expression-lower', dataSet: 1, seeds: [1, 2, 3], until: null };
  await resultOf(
    open.ask('lab.start', { ...start, name: 'Drawn faces, as the preset has it', settings: [] }),
  );
  await resultOf(
    open.ask('lab.start', {
      ...start,
      seeds: [1, 2, 3],
      name: 'Drawn faces, softer targets',
      settings: [
        'standard.distillation.temperature=8',
        'standard.distillation.lambda=0.4',
        'student.epochs=3',
      ],
    }),
  );
  await until(async () => (await resultOf(open.ask('lab.queue', {}))).runs.length === 0, 15 * MINUTES);
}

/** One that goes on for some minutes, and two that wait. */
async function begin(open: LaunchedApp): Promise<void> {
  const start = { dataSet: 1, settings: [], until: null as StageKind | null };
  const expression = { ...start, preset: 'compact-expression-lower', seeds: [1] };
  await resultOf(open.ask('lab.start', { ...expression, name: 'Drawn faces, the whole curriculum' }));
  const upper = { ...start, preset: 'compact-expression-upper', seeds: [1, 2] };
  await resultOf(open.ask('lab.start', { ...upper, name: 'Drawn faces behind masks' }));
}

const choose = ({ page }: LaunchedApp, name: string) =>
  page
    .getByRole('checkbox', { name: new RegExp(name) })
    .first()
    .click();

export const LAB_SHOTS: readonly Shot[] = [
  {
    name: 'lab-run',
    async go({ open }) {
      await train(open);
      await open.page.keyboard.press('6');
      await open.page.locator('[data-main]', { hasText: 'Expression, headset' }).first().click();
      await open.page.locator('.uplot canvas').first().waitFor();
    },
  },
  {
    name: 'lab-run-below',
    async go({ open: { page } }) {
      await page.getByText('Settings used').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'lab-failed',
    go: ({ open: { page } }) => page.locator('[data-main]', { hasText: 'Age, mask' }).first().click(),
  },
  {
    name: 'lab-none-found',
    async go({ open: { page } }) {
      await page.getByPlaceholder('Find a run').fill('nothing is called this');
    },
  },
  {
    name: 'lab-unfolded',
    async go({ open: { page } }) {
      await page.getByPlaceholder('Find a run').fill('');
      await page.locator('button.unfold').nth(2).click();
      await page.locator('[data-main]', { hasText: 'Lower half, a colder' }).first().click();
    },
  },
  {
    name: 'lab-new',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'New experiment' }).click();
      await page.getByText('Find a preset').waitFor();
    },
  },
  {
    name: 'lab-new-form',
    async go({ open: { page } }) {
      await page.locator('input[type=radio][value=compact-expression-lower]').check({ force: true });
      await page.getByLabel('Seeds').fill('1-5, x');
      await page.getByRole('tab', { name: 'Teacher' }).waitFor();
    },
  },
  {
    name: 'lab-compare-none',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Lab', exact: true }).last().click();
      await page.getByRole('tab', { name: 'Compare' }).click();
    },
  },
  {
    name: 'lab-chosen',
    async go({ open }) {
      await open.page.getByRole('tab', { name: 'Runs' }).click();
      await choose(open, 'as the preset');
      await choose(open, 'softer targets');
    },
  },
  {
    name: 'lab-compare',
    async go({ open: { page } }) {
      await page.getByRole('tab', { name: 'Compare' }).click();
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByRole('heading', { name: 'Is the difference real?' }).waitFor({ timeout: 5 * MINUTES });
    },
  },
  ...['Different settings', 'Curves:', 'Confusion matrix', 'Recall by class'].map((title, i) => ({
    name: `lab-compare-${i + 2}`,
    go: ({ open: { page } }: Parameters<Shot['go']>[0]) =>
      page.getByRole('heading', { name: title }).evaluate((heading) => heading.scrollIntoView()),
  })),
  {
    name: 'lab-gallery-start',
    go: ({ open: { page } }) => page.getByRole('tab', { name: 'Where models look' }).click(),
  },
  {
    name: 'lab-gallery',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Show where they look' }).click();
      await page
        .locator('img')
        .first()
        .waitFor({ timeout: 5 * MINUTES });
    },
  },
  {
    name: 'lab-tables',
    async go({ open: { page } }) {
      await page.getByRole('tab', { name: 'The paper’s tables' }).click();
      await page
        .getByText('Table 1: expression')
        .first()
        .waitFor({ timeout: 2 * MINUTES });
    },
  },
  {
    name: 'lab-running',
    async go({ open }) {
      await begin(open);
      await open.page.getByRole('tab', { name: 'Runs' }).click();
      await open.page.locator('[data-main]', { hasText: 'the whole curriculum' }).first().click();
      await until(async () => {
        const [run] = await resultOf(open.ask('lab.runs', {})).then((runs) =>
          runs.filter(({ state }) => state === 'running'),
        );
        return (run?.stages[0]?.epoch ?? 0) >= 8;
      }, 5 * MINUTES);
    },
  },
  {
    name: 'lab-waiting',
    go: ({ open: { page } }) => page.locator('[data-main]', { hasText: 'behind masks' }).last().click(),
  },
  {
    name: 'lab-paused',
    async go({ open }) {
      const { runs } = await resultOf(open.ask('lab.queue', {}));
      await resultOf(open.ask('lab.pause', { run: runs[0]! }));
      await until(async () =>
        (await resultOf(open.ask('lab.runs', {}))).some(
          ({ id, state }) => id === runs[0] && state === 'paused',
        ),
      );
      await open.page.locator('[data-main]', { hasText: 'the whole curriculum' }).first().click();
      for (const run of runs.slice(1)) await resultOf(open.ask('lab.cancel', { run }));
    },
  },
];
