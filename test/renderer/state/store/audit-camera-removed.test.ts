import { afterEach, expect, it, vi } from 'vitest';

import type { DemifaceError } from '../../../../src/common/error.ts';
import { Audits } from '../../../../src/main/core/features/audience/audits/audits.ts';
import { countingModels } from '../../../../src/main/core/features/audience/buckets/models.ts';
import type { AuditAct } from '../../../../src/main/ipc/contract.ts';
import { camera, madeStore } from '../../../main/core/features/audience/made-audience.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

interface Counter {
  isUnderWay: boolean;
  begin(): () => void;
  open(camera: string): void;
  start(): Promise<void>;
}

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

it('a camera that is removed while a person counts beside it leaves no audit under way on the page', async () => {
  modules = await openSvelteModules();
  const audits = new Audits(madeStore());
  let changed = () => {};
  const act = (id: string, what: AuditAct) =>
    what === 'begin'
      ? audits.begin(camera(undefined, id), countingModels([]), Date.now())
      : audits.act(id, what, Date.now());
  vi.stubGlobal('window', {
    demiface: {
      on(_: string, listener: () => void) {
        changed = listener;
        return () => {};
      },
      request(channel: string, payload: { camera: string; act: AuditAct }) {
        if (channel !== 'audience.audit') return Promise.resolve({ ok: [] });
        try {
          return Promise.resolve({ ok: act(payload.camera, payload.act) });
        } catch (error) {
          return Promise.resolve({ refused: { code: (error as DemifaceError).code, message: 'ended' } });
        }
      },
    },
  });
  const { audit } = (await modules.load('state/store/audit.svelte.ts')) as { audit: Counter };
  audit.begin();
  audit.open('c1');
  await audit.start();
  expect(audit.isUnderWay).toBe(true);
  audits.discardOthers(new Set(['c2'])); // as the cameras do when one is removed
  changed();
  await vi.waitFor(() => expect(audit.isUnderWay).toBe(false));
});
