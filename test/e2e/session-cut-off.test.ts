import axe from 'axe-core';
import { describe, expect, it } from 'vitest';

import { cutOff } from '../../scripts/app/screenshots/fill-sessions.ts';
import { resultOf, until } from '../../scripts/app/launch.ts';
import { openClients } from '../../src/main/core/features/session/clients/open-clients.ts';
import {
  addSampleClient,
  SAMPLE_PASSPHRASE,
} from '../../src/main/core/features/session/report/bench/sample-client.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import type { SessionRef } from '../../src/main/ipc/contract.ts';
import { join } from 'node:path';
import type { TestWindow } from '../support/window.ts';
import { needsElectron, testWindow } from '../support/window.ts';

/** The app with a client whose session was cut off. */
async function startCutOff(window: Pick<TestWindow, 'home' | 'start'>): Promise<SessionRef> {
  const ref = await addSampleClient(window.home, { minutes: 3 });
  const store = openStore(join(window.home, 'demiface.sqlite'));
  const clients = openClients({ store, home: window.home, emit: () => {} });
  await clients.vault.unlock({ kind: 'passphrase', passphrase: SAMPLE_PASSPHRASE });
  clients.files.with(ref.client, (file) => cutOff(file, ref.session));
  await clients.close();
  await store.close();
  await window.start();
  return ref;
}

describe('after a core that was killed in a session', { ...needsElectron(), timeout: 120_000 }, () => {
  let ref: SessionRef;
  const open = testWindow(async (window) => {
    ref = await startCutOff(window);
  });
  const isAccessible = async () => {
    await open.page.evaluate(axe.source);
    for (const colorScheme of ['light', 'dark'] as const) {
      await open.page.emulateMedia({ colorScheme });
      await open.page.waitForTimeout(300);
      const { violations } = await open.page.evaluate(() => window.axe.run());
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
    }
  };

  it('its session is offered as soon as client files are open, and in every view', async () => {
    const { page } = open;
    const bar = page.getByRole('region', { name: 'Open session' });
    await page.keyboard.press('2');
    await page.getByText('Client files are locked').waitFor();
    expect(await bar.count()).toBe(0);
    await page.getByLabel('Passphrase').fill(SAMPLE_PASSPHRASE);
    await page.keyboard.press('Enter');
    await bar.getByRole('button', { name: 'Resume session' }).waitFor();
    await bar.getByText('Client B-1').waitFor();
    await isAccessible();
    await page.keyboard.press('1');
    expect(await bar.isVisible()).toBe(true);
  });

  it('says that its recovery code was never written down, until one is', async () => {
    const { page } = open;
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Make new recovery code' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input').fill(SAMPLE_PASSPHRASE);
    await dialog.getByRole('button', { name: 'Make new recovery code' }).click();
    await page.getByText('Write down the recovery code').waitFor();
    await page.reload();
    await page.keyboard.press('2');
    await page.getByText('The recovery code was not confirmed.').waitFor();
    await page.getByRole('button', { name: 'Make new recovery code' }).click();
    await dialog.locator('input').fill(SAMPLE_PASSPHRASE);
    await dialog.getByRole('button', { name: 'Make new recovery code' }).click();
    await page.getByLabel('I have written it down').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('B-1').last().waitFor();
    expect(await page.getByText('The recovery code was not confirmed.').count()).toBe(0);
  });

  it('is ended where it was cut off', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'End session' }).first().click();
    await isAccessible();
    await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
    await page.getByRole('heading', { name: /^Session of/ }).waitFor();
    const [session] = await resultOf(open.ask('session.list', { client: ref.client }));
    expect(session).toMatchObject({ session: ref.session, isResumable: false, lengthMs: 180_000 });
    expect(session!.endedAt).not.toBeNull();
    expect(await page.getByRole('button', { name: 'Resume session' }).count()).toBe(0);
  });
});

describe('a session that was cut off', { ...needsElectron(), timeout: 120_000 }, () => {
  let ref: SessionRef;
  const open = testWindow(async (window) => {
    ref = await startCutOff(window);
  });

  it('is resumed from the bar', async () => {
    const { page } = open;
    await page.keyboard.press('2');
    await page.getByLabel('Passphrase').fill(SAMPLE_PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Resume session' }).first().click();
    await until(async () => (await resultOf(open.ask('session.state', {}))) !== null);
    expect(await resultOf(open.ask('session.state', {}))).toMatchObject({ session: ref.session });
  });
});
