import { expect, it } from 'vitest';

import type { AudienceSettings } from '../../../../src/main/ipc/contract.ts';
import { audienceSettingsForm } from '../../../../src/main/ipc/audience-payload.ts';
import { checkSettings } from '../../../../src/main/core/features/audience/settings/check.ts';
import type { Draft } from '../../../../src/renderer/state/store/draft.ts';
import { draftOf, draftProblems, settingsOf } from '../../../../src/renderer/state/store/draft.ts';
import { BERLIN, settings } from '../../../main/core/features/audience/made-audience.ts';

const draft = (changes: Partial<Draft> = {}): Draft => ({ ...draftOf(settings()), ...changes });
const places = (changes: Partial<Draft>) => [...draftProblems(draft(changes), null).keys()];

it('what is right has no problem, and comes back as it went in, without the cameras', () => {
  expect(places({})).toEqual([]);
  const { cameras: _, ...rest } = settings();
  expect(settingsOf(draft())).toEqual(rest);
});

it('nothing can be saved while a number is missing', () => {
  expect(settingsOf(draft({ k: null }))).toBeNull();
  expect(settingsOf(draft({ retentionDays: null }))).toBeNull();
});

it('the reason of a refusal stands where emotion is chosen', () => {
  expect(draftProblems(draft(), 'because').get('expression')).toBe('because');
});

it('several sites need names of their own; one does not', () => {
  const [one, two] = [
    { ...BERLIN, name: ' ' },
    { ...BERLIN, id: 's2', name: 'Hall' },
  ];
  expect(places({ sites: [one] })).toEqual([]);
  expect(places({ sites: [one, two] })).toEqual(['s1 name']);
  expect(places({ sites: [{ ...one, name: 'Hall ' }, two] })).toEqual(['s1 name', 's2 name']);
});

/** One wrong thing each: what the page says has to be what the core says. */
const WRONG: readonly [string, Partial<Draft>][] = [
  ...[4, 1001, 7.5].map((k): [string, Partial<Draft>] => ['k', { k }]),
  ...[0, 1101, 1.5].map((days): [string, Partial<Draft>] => ['retentionDays', { retentionDays: days }]),
  ...(
    [
      [{ from: '9:00', to: '12:00' }],
      [{ from: '12:00', to: '09:00' }],
      [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '13:00' },
      ],
    ] as const
  ).map((spans): [string, Partial<Draft>] => [
    's1 day 2',
    { sites: [{ ...BERLIN, opening: BERLIN.opening.map((before, day) => (day === 2 ? spans : before)) }] },
  ]),
];

it.each(WRONG)('%s: page and core refuse the same', (place, changes) => {
  expect(places(changes)).toEqual([place]);
  const whole = { ...settingsOf(draft(changes))!, cameras: [] };
  expect(audienceSettingsForm.safeParse(whole).success && isTaken(whole)).toBe(false);
});

function isTaken(whole: AudienceSettings): boolean {
  try {
    checkSettings(whole);
    return true;
  } catch {
    return false;
  }
}
