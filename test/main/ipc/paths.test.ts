import { expect, test } from 'vitest';
import { z } from 'zod';

import type { ChannelName, PathPurpose } from '../../../src/main/ipc/contract.ts';
import { CHANNELS } from '../../../src/main/ipc/contract.ts';
import { PAYLOADS } from '../../../src/main/ipc/payloads.ts';

/** Strings that name a place on some system. */
const PATHS = [
  ...['/home/user/.bashrc', '../../.ssh/authorized_keys', '~/.ssh', './x', 'C:\\Users\\a', '\\\\host\\share'],
  ...['file:///etc/passwd', '/dev/zero', '/proc/self/environ', '.bashrc'],
];

/**
 * Free text, which no handler opens: names that are stored and shown, words that are searched, values of a preset's
 * settings. A new field that takes any string belongs here only if that is so; a path takes a token.
 */
const FREE_TEXT = [
  ...['Folder', 'OutputFolder', 'Files', 'Clips', 'ClipFolder'].map((what) => `app.pick${what} title`),
  ...['app.pickSave title', 'app.pickSave name', 'data.add name', 'data.browse filter.search'],
  ...['lab.form preset', 'lab.form settings.*', 'lab.start preset', 'lab.start settings.*', 'lab.start name'],
  ...['live.explain title', 'models.rollBack title'],
  // Codes, texts and what opens client files.
  ...[
    'clients.add code',
    'clients.rename code',
    'clients.sign consent.text',
    'clients.sign consent.signature.typed',
  ],
  ...['en', 'de'].map((language) => `clients.set settings.consentTexts.${language}`),
  ...['setUp lock', 'changePassphrase lock', 'changePassphrase proof', 'unlock proof'].map(
    (field) => `clients.${field}.passphrase`,
  ),
  ...['newRecoveryCode', 'restore'].map((name) => `clients.${name} proof.passphrase`),
  ...['unlock', 'changePassphrase', 'newRecoveryCode', 'restore'].map((name) => `clients.${name} proof.code`),
  ...['ladder.title', 'ladder.steps.*.title', 'ladder.steps.*.hint'].map(
    (field) => `session.saveLadder ${field}`,
  ),
  ...['session.set settings.markers.*.label', 'session.marker label', 'session.note text'],
  ...['audience.removeCamera id', 'audience.openCamera camera', 'audience.audit camera'],
  ...['series', 'heatMap', 'pyramid', 'compare'].flatMap((name) =>
    name === 'compare' ? ['audience.compare cameras.*'] : [`audience.${name} question.cameras.*`],
  ),
  ...['audience.dwell question.cameras.*', 'audience.dwell zone'],
  ...['audience.csv answer.question.cameras.*', 'audience.csv answer.zone', 'audience.csv answer.cameras.*'],
  ...['name', 'contact', 'officer', 'authority', 'address'].map(
    (field) => `audience.set settings.controller.${field}`,
  ),
  // Classes and persons: parts of a file's name, without anything that leads out of the folder that was picked.
  ...['begin', 'setGoal'].map((name) => `retrain.${name} goal.title`),
  ...[
    'useCamera classes.*',
    'consent person',
    'frame record.label',
    'frame record.person',
    'decide reason',
  ].map((field) => `retrain.${field}`),
  // Of pictures: the core takes names of its list alone.
  ...['removeRecorded', 'thumbnails'].map((name) => `retrain.${name} names.*`),
  ...['id', 'name', 'timeZone'].map((field) => `audience.set settings.sites.*.${field}`),
  ...['id', 'name', 'site', 'device.id', 'zones.*.id', 'zones.*.name'].map(
    (field) => `audience.saveCamera camera.${field}`,
  ),
];

interface Form {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  anyOf?: Form[];
  oneOf?: Form[];
  properties?: Record<string, Form>;
  additionalProperties?: Form | boolean;
  items?: Form;
}

/** Every field of a payload that takes one of the paths, named by where it is. */
function openFields(form: Form, at: string[] = []): string[] {
  const choices = form.anyOf ?? form.oneOf;
  if (choices) return choices.flatMap((choice) => openFields(choice, at));
  if (form.type === 'object') {
    // A key that is not listed would be a way past this test.
    expect([at, form.additionalProperties]).toEqual([at, false]);
    return Object.entries(form.properties ?? {}).flatMap(([key, of]) => openFields(of, [...at, key]));
  }
  if (form.type === 'array') return openFields(form.items!, [...at, '*']);
  if (form.type !== 'string') {
    expect([at, form.type ?? form.const]).not.toEqual([at, undefined]);
    return [];
  }
  if (form.enum ?? form.const) return [];
  const takes = (path: string) => form.pattern === undefined || new RegExp(form.pattern, 'u').test(path);
  return PATHS.some(takes) ? [at.join('.')] : [];
}

const formOf = (channel: ChannelName) =>
  z.toJSONSchema(PAYLOADS[channel], {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { type: 'bytes' });
    },
  }) as Form;

test('no channel takes a path from the page: only fields of free text take any string', () => {
  const open = (Object.keys(CHANNELS) as ChannelName[]).flatMap((channel) =>
    openFields(formOf(channel)).map((field) => `${channel} ${field}`),
  );
  expect([...new Set(open)].sort()).toEqual([...new Set(FREE_TEXT)].sort());
});

test('what was picked to be read only is no recording, beside which a table would be written', () => {
  const takes = (purpose: PathPurpose) => {
    const paths = [{ purpose, token: '0'.repeat(32) }];
    const payload = { paths, folder: null, expressions: false, hasConsent: false };
    return PAYLOADS['recordings.add'].safeParse(payload).success;
  };
  expect((['open-file', 'open-folder', 'clip', 'clip-folder'] as const).filter(takes)).toEqual([
    'clip',
    'clip-folder',
  ]);
});

test.each([...['..', '../x', 'a/b', String.raw`a\b`, '/etc', 'C:x', 'a\0', ' a', 'a.', 'NUL', 'com1', '']])(
  'a class or a person is a plain part of a file name: not %j',
  (word) => {
    const takes = (one: string) =>
      PAYLOADS['retrain.frame'].safeParse({
        id: 1,
        pixels: { format: 'RGBA', width: 1, height: 1, data: new Uint8Array(4) },
        record: { label: 'mask on', person: one },
      }).success;
    expect([takes(word), takes('Zoë 2')]).toEqual([false, true]);
    expect(PAYLOADS['retrain.consent'].safeParse({ id: 1, person: word }).success).toBe(false);
  },
);

test('a field for a path would be found', () => {
  const form = z.toJSONSchema(
    z.strictObject({ into: z.array(z.strictObject({ path: z.string() })) }),
  ) as Form;
  expect(openFields(form)).toEqual(['into.*.path']);
});
