import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

import { openCore } from '../../../src/main/core/open-core.ts';
import { refusalOf } from '../../../src/main/core/platform/refusal.ts';
import type { ChannelName } from '../../../src/main/ipc/contract.ts';
import { CHANNELS } from '../../../src/main/ipc/contract.ts';
import { PAYLOADS } from '../../../src/main/ipc/payloads.ts';
import { rightPayload, wrongPayload } from '../../../test/support/payloads.ts';
import { checkMessage, type Fuzzer } from '../fuzzer.ts';
import { pick } from '../mutate.ts';
import { writeValidStore } from '../valid/store.ts';
import { englishText } from '../../../src/messages/english.ts';

/** These start a process each; what that reads is fuzzed elsewhere. */
const PROCESSES: readonly string[] = ['models.import', 'lab.tables', 'data.check'];

/** What a page may send: a wrong form is refused at the door, a right one is answered or refused by the core. */
export async function openPayloads(scratch: string): Promise<Fuzzer> {
  const home = join(scratch, 'home');
  mkdirSync(home);
  const file = join(home, 'demiface.sqlite');
  await writeValidStore(file);
  const { handlers } = await openCore({ folder: home, file, release() {} }, () => {});
  const channels = (Object.keys(CHANNELS) as ChannelName[]).filter((name) => !PROCESSES.includes(name));
  return {
    make(random, folder) {
      const channel = pick(random, channels);
      const payload = random.bool(0.5) ? rightPayload(channel, random) : wrongPayload(channel, random);
      writeFileSync(join(folder, 'payload'), serialize({ channel, payload }));
    },
    async run(folder) {
      const sent = deserialize(readFileSync(join(folder, 'payload'))) as {
        channel: ChannelName;
        payload: unknown;
      };
      const parsed = PAYLOADS[sent.channel].safeParse(sent.payload);
      const handler = (handlers as Partial<Record<ChannelName, (payload: unknown) => unknown>>)[sent.channel];
      if (!parsed.success || !handler) return;
      try {
        await handler(withPaths(parsed.data));
      } catch (error) {
        const { code, message } = refusalOf(error);
        if (code === 'internal') throw error;
        checkMessage(englishText(message));
      }
    },
  };
}

/** As the shell does: what a person picked stands in the place of its token. Nothing lies there. */
function withPaths(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(withPaths);
  if ('token' in value && 'purpose' in value) return 'picked';
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withPaths(part)]));
}
