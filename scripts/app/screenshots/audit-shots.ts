import type { Shot } from './shot.ts';
import { closeDialog } from './shot.ts';

/** A person counts beside a camera. */
export const AUDIT_SHOTS: readonly Shot[] = [
  {
    name: 'store-audit',
    async go({ open: { page } }) {
      await closeDialog(page);
      await page.keyboard.press('3');
      await page.getByRole('button', { name: 'Start all cameras' }).click();
      await page.getByText(/(pictures|Bilder)\/s/).waitFor();
      await page.getByRole('button', { name: 'Audit count' }).click();
    },
  },
  {
    name: 'store-audit-counting',
    async go({ open: { page } }) {
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByText('Person came in').waitFor();
      for (let i = 0; i < 3; i++) await page.keyboard.press('Space');
    },
  },
  {
    name: 'store-audit-result',
    async go({ open: { page } }) {
      await page.waitForTimeout(60_000); // A shorter one is not kept.
      await page.getByRole('button', { name: 'End now' }).click();
      await page.getByText('The camera counted').waitFor();
    },
  },
];
