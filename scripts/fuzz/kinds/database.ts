import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openCore } from '../../../src/main/core/open-core.ts';
import { refusalOf } from '../../../src/main/core/platform/refusal.ts';
import { openStore } from '../../../src/main/core/platform/store/store.ts';
import type { Random } from '../../../src/common/math/random.ts';
import { checkMessage, type Fuzzer } from '../fuzzer.ts';
import { mutatedBytes, mutatedJson, mutatedText, pick } from '../mutate.ts';
import { CAMERA, writeValidStore } from '../valid/store.ts';
import { englishText } from '../../../src/messages/english.ts';

/** A database with one cell changed, or its bytes: the core opens, and every request about it is sent. */
export async function openDatabase(scratch: string): Promise<Fuzzer> {
  const valid = join(scratch, 'valid.sqlite');
  await writeValidStore(valid);
  return {
    async make(random, folder) {
      const file = join(folder, 'demiface.sqlite');
      if (random.bool(0.2)) return writeFileSync(file, mutatedBytes(random, readFileSync(valid)));
      copyFileSync(valid, file);
      await changeCell(random, file);
    },
    async run(folder) {
      const file = join(folder, 'demiface.sqlite');
      const core = await openCore({ folder, file, release() {} }, () => {});
      try {
        for (const ask of questions(core.handlers)) await answered(ask);
      } finally {
        await core.close();
      }
    },
  };
}

/** Also where the checks of a table would keep the value out: another program may have written it. */
async function changeCell(random: Random, file: string): Promise<void> {
  const store = openStore(file);
  const { raw } = store;
  raw.pragma('foreign_keys = off');
  raw.pragma('ignore_check_constraints = on');
  const ask = (query: string, ...values: unknown[]) =>
    raw
      .prepare(query)
      .pluck()
      .all(...values) as string[];
  const named = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'";
  const table = pick(
    random,
    ask(named).filter((name) => ask(`select 1 from ${name} limit 1`).length > 0),
  );
  const column = pick(random, ask('select name from pragma_table_info(?)', table));
  const keys = ask('select name from pragma_table_info(?) where pk > 0', table).join(', ');
  const [count] = ask(`select count(*) from ${table}`) as unknown as [number];
  const row = `(${keys}) = (select ${keys} from ${table} limit 1 offset ${random.int(count)})`;
  const [value] = ask(`select ${column} from ${table} where ${row}`);
  try {
    raw.prepare(`update ${table} set ${column} = ? where ${row}`).run(changed(random, value));
  } catch {
    // A type or a unique column that nothing turns off.
  }
  await store.close();
}

function changed(random: Random, value: unknown): string | number | null {
  if (typeof value === 'number') return pick(random, [-1, 0, 1e9, 2 ** 53, 0.5, null, 'text']);
  if (typeof value !== 'string') return pick(random, ['', '{}', 'text', -1]);
  const isJson = value.startsWith('{') || value.startsWith('[');
  return (isJson ? mutatedJson(random, value) : mutatedText(random, value)).toString();
}

type Handlers = Awaited<ReturnType<typeof openCore>>['handlers'];

/** Requests of the page when its views are opened. */
function questions(handlers: Handlers): (() => unknown)[] {
  const question = { cameras: [CAMERA], from: '2026-01-01', to: '2026-12-31' };
  const span = { from: '2026-01-01', to: '2026-06-30' };
  return [
    () => handlers['settings.get']({}),
    () => handlers['status.get']({}),
    () => handlers['audit.list']({ limit: 100 }),
    () => handlers['data.list']({}),
    () => handlers['data.report']({ id: 1 }),
    () => handlers['data.corrections']({ id: 1 }),
    () => handlers['lab.queue']({}),
    () => handlers['lab.runs']({}),
    () => handlers['lab.run']({ run: 1 }),
    () => handlers['lab.run']({ run: 2 }),
    () => handlers['models.list']({}),
    () => handlers['recordings.list']({}),
    () => handlers['audience.settings']({}),
    () => handlers['audience.today']({}),
    () => handlers['audience.errors']({}),
    () => handlers['audience.series']({ question, by: 'day' }),
    () => handlers['audience.heatMap']({ question }),
    () => handlers['audience.pyramid']({ question }),
    () => handlers['audience.dwell']({ question, zone: '' }),
    () => handlers['audience.compare']({ cameras: [CAMERA], before: span, after: span }),
  ];
}

/** A refusal with a clear line is an answer. */
async function answered(ask: () => unknown): Promise<void> {
  try {
    await ask();
  } catch (error) {
    const { code, message } = refusalOf(error);
    if (code === 'internal') throw error;
    checkMessage(englishText(message));
  }
}
