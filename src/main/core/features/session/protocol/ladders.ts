import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { message } from '../../../../../messages/message.ts';
import { CodedRefusal, DemifaceError } from '../../../../../common/error.ts';
import { jsonOf } from '../../../../../common/json.ts';
import type { Ladder } from '../../../../ipc/contract/session.ts';
import type { ReportLanguage } from '../../../../ipc/contract/session-report.ts';
import { ladder as ladderForm } from '../../../../ipc/session-payload.ts';
import { writeSetting, settingText } from '../../../platform/store/setting-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { exampleLadders } from './example-ladders/index.ts';

const KEY = 'session.ladders';
const MAX_LADDERS = 200;
const form = z.array(ladderForm).max(MAX_LADDERS);

/** The examples, as they ship or as they were changed, and the own ones. @throws DemifaceError `corrupt` */
export function readLadders(store: Store, language: ReportLanguage): Ladder[] {
  const stored = storedLadders(store);
  const examples = exampleLadders(language);
  const isExample = ({ id }: Ladder) => examples.some((example) => example.id === id);
  return [
    ...examples.map((example) => stored.find(({ id }) => id === example.id) ?? example),
    ...stored.filter((ladder) => !isExample(ladder)),
  ];
}

/** @throws CodedRefusal `missing` */
export function readLadder(store: Store, language: ReportLanguage, id: string): Ladder {
  const ladder = readLadders(store, language).find((one) => one.id === id);
  if (!ladder) throw new CodedRefusal('missing', message('session.noLadder'));
  return ladder;
}

/** Adds a ladder, which has an empty id, or replaces one. @throws CodedRefusal `missing`, `usage` if there are too many */
export function saveLadder(store: Store, language: ReportLanguage, ladder: Ladder): Ladder[] {
  if (ladder.id !== '') readLadder(store, language, ladder.id);
  const id = ladder.id === '' ? randomBytes(8).toString('hex') : ladder.id;
  const others = storedLadders(store).filter((one) => one.id !== id);
  if (others.length >= MAX_LADDERS)
    throw new CodedRefusal('usage', message('session.tooManyLadders', { most: MAX_LADDERS }));
  writeSetting(store, KEY, [...others, { ...ladder, id }]);
  return readLadders(store, language);
}

/** Removes a ladder; an example that was changed is as it ships again. */
export function removeLadder(store: Store, language: ReportLanguage, id: string): Ladder[] {
  writeSetting(
    store,
    KEY,
    storedLadders(store).filter((one) => one.id !== id),
  );
  return readLadders(store, language);
}

function storedLadders(store: Store): Ladder[] {
  const text = settingText(store, KEY);
  if (text === undefined) return [];
  const parsed = form.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new DemifaceError('corrupt', message('session.laddersDamaged'), { cause: parsed.error });
}
