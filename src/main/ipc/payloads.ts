import { z } from 'zod';

import { LABEL_ORDER_IDS } from '../../artifact/label-orders.ts';
import { MODEL_TASKS, TASKS, VISIBLE } from '../../artifact/labels.ts';
import { audienceSettingsForm, measuresForm, peopleForm } from './audience-payload.ts';
import {
  archiveProofForm,
  clientCodeForm,
  clientIdForm,
  clientSettingsForm,
  newConsentForm,
  vaultLockForm,
  vaultProofForm,
} from './clients-payload.ts';
import { streamSettingsForm } from './streams-payload.ts';
import {
  client,
  ladder,
  ladderId,
  language,
  oneSession,
  report,
  sessionMs,
  sessionSettings,
  shortcut,
  step,
} from './session-payload.ts';
import type { AudienceCsvRequest, ChannelName, PathPurpose, PathToken, Payload } from './contract.ts';

/** What each channel may be sent, no key beside these. One that is missing, or of another type, is an error of the compiler. */

const none = z.strictObject({});
const id = z.int().min(1);
/** A path that a person picked; a string never stands for one. */
const picked = <P extends PathPurpose>(...purposes: [P, ...P[]]): z.ZodType<PathToken<P>> =>
  z.strictObject({
    purpose: z.enum(purposes),
    token: z.string().regex(/^[0-9a-f]{32}$/),
  });
const save = picked('save');
const model = z.string().regex(/^[0-9a-f]{16}$/);
const words = z.string().max(200);
/** An id that the window made. */
const name = z.string().min(1).max(100);
const layout = z.enum(['ferplus', 'affectnet', 'utkface', 'fer2013', 'folder', 'csv']);
const interpretation = z.strictObject({
  labelOrders: z.array(z.enum(LABEL_ORDER_IDS)).max(LABEL_ORDER_IDS.length).exactOptional(),
  boxOrientation: z.enum(['stored', 'turned']).exactOptional(),
});
const split = z.enum(['train', 'val', 'test']);
const task = z.enum(TASKS as [(typeof TASKS)[number]]);
const modelTask = z.enum(MODEL_TASKS as [(typeof MODEL_TASKS)[number]]);
const visible = z.enum(VISIBLE as [(typeof VISIBLE)[number]]);
const stage = z.enum(['teacher', 'student', 'standard', 'triplet', 'ensemble']);
const seed = z
  .int()
  .min(0)
  .lt(2 ** 32);
const setting = z.string().max(500);
const several = (one: z.ZodNumber, most: number) => z.array(one).min(1).max(most);
const rows = z.array(z.int().min(0)).min(1).max(512);

const correction = z.strictObject({
  row: z.int().min(0),
  change: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('label'), task, label: z.number().min(0).max(150) }),
      z.strictObject({ kind: z.literal('drop') }),
    ])
    .nullable(),
});

/** Of a camera's picture, in pixels. */
const side = z.int().min(1).max(8192);
const day = z.iso.date();
/** Each once: one that is named twice would be counted twice, and what is too small to tell would seem large enough. */
const cameras = z
  .array(name)
  .min(1)
  .max(100)
  .refine((names) => new Set(names).size === names.length, 'names a camera twice');
const question = z.strictObject({ cameras, from: day, to: day });
const series = { question, by: z.enum(['hour', 'day', 'week']) };
const dwell = { question, zone: z.string().max(100) };
const span = z.strictObject({ from: day, to: day });
const compare = { cameras, before: span, after: span };
const notice = {
  kind: z.enum(['door', 'privacy']),
  language: z.enum(['en', 'de', 'fr', 'es']),
};
const audienceAsk: z.ZodType<AudienceCsvRequest> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('series'), ...series }),
  z.strictObject({ kind: z.enum(['heatMap', 'pyramid']), question }),
  z.strictObject({ kind: z.literal('dwell'), ...dwell }),
  z.strictObject({ kind: z.literal('comparison'), ...compare }),
]);

const occlusion = z.enum(['auto', 'none', 'upper', 'lower']);
/** Of 4096 × 4096 pixels at the most, without any compression. */
const MOST_PNG_BYTES = 64 * 1024 ** 2;
/** A frame of a camera. */
const cameraFrame = z.strictObject({
  session: id,
  atMs: z.number().min(0),
  pixels: z
    .strictObject({
      format: z.enum(['I420', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX']),
      width: side,
      height: side,
      data: z.instanceof(Uint8Array),
    })
    // No format has more than four bytes a pixel.
    .refine(
      ({ width, height, data }) => data.length <= 4 * width * height,
      'more bytes than the picture has',
    ),
});

export const PAYLOADS: { [C in ChannelName]: z.ZodType<Payload<C>> } = {
  'app.state': none,
  'app.pickFolder': z.strictObject({ title: words }),
  'app.pickFiles': z.strictObject({ title: words }),
  'app.pickClips': z.strictObject({ title: words }),
  'app.pickClipFolder': z.strictObject({ title: words }),
  'app.pickOutputFolder': z.strictObject({ title: words }),
  'app.pickSave': z.strictObject({ title: words, name: words }),
  'app.reveal': z.strictObject({
    place: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('picked'),
        token: picked('open-file', 'open-folder', 'clip', 'clip-folder', 'output-folder', 'save'),
      }),
      z.strictObject({ kind: z.enum(['data-set', 'run', 'recording']), id }),
      z.strictObject({ kind: z.literal('model'), id: model }),
      z.strictObject({ kind: z.literal('runs-folder') }),
    ]),
  }),
  'app.setLanguage': z.strictObject({ language: z.enum(['system', 'en', 'de']) }),
  'app.restartCore': none,
  'app.savePdf': z.strictObject({ ...notice, path: save }),
  'settings.get': none,
  'settings.set': z.strictObject({
    theme: z.enum(['system', 'light', 'dark']).exactOptional(),
    runsFolder: picked('output-folder').exactOptional(),
    threads: z.int().min(0).max(256).exactOptional(),
    notifications: z.boolean().exactOptional(),
  }),
  'status.get': none,
  'store.repair': none,
  'audit.list': z.strictObject({ limit: z.int().min(1).max(1000) }),

  'data.list': none,
  'data.detectLayout': z.strictObject({ root: picked('open-folder') }),
  'data.add': z.strictObject({
    root: picked('open-folder'),
    layout,
    name: words,
    interpretation: interpretation.exactOptional(),
  }),
  'data.remove': z.strictObject({ id }),
  'data.check': z.strictObject({ id }),
  'data.report': z.strictObject({ id }),
  'data.open': z.strictObject({ id }),
  'data.browse': z.strictObject({
    id,
    filter: z.strictObject({
      split: split.nullable(),
      task: task.nullable(),
      label: z.number().min(0).max(150).nullable(),
      only: z.enum(['all', 'duplicates', 'conflicts', 'corrected', 'dropped']),
      search: words,
    }),
    offset: z.int().min(0),
    limit: z.int().min(1).max(1000),
  }),
  'data.thumbnails': z.strictObject({
    id,
    rows,
    view: z.enum(['full', 'lower', 'upper', 'headset', 'mask']),
  }),
  'data.correct': z.strictObject({ id, corrections: z.array(correction).min(1).max(10_000) }),
  'data.corrections': z.strictObject({ id }),
  'data.revert': z.strictObject({ id, version: z.int().min(0) }),

  'lab.presets': none,
  'lab.form': z.strictObject({ preset: words, settings: z.array(setting).max(500) }),
  'lab.start': z.strictObject({
    preset: words,
    settings: z.array(setting).max(500),
    dataSet: id,
    seeds: several(seed, 20).refine((all) => new Set(all).size === all.length, 'names a seed twice'),
    until: stage.nullable(),
    name: words,
  }),
  'lab.queue': none,
  'lab.reorder': z.strictObject({ run: id, before: id.nullable() }),
  'lab.pause': z.strictObject({ run: id }),
  'lab.resume': z.strictObject({ run: id }),
  'lab.cancel': z.strictObject({ run: id }),
  'lab.remove': z.strictObject({ run: id }),
  'lab.runs': none,
  'lab.run': z.strictObject({ run: id }),
  'lab.openFolder': z.strictObject({ folder: picked('open-folder') }),
  'lab.compare': z.strictObject({ runs: several(id, 12), stage }),
  'lab.explain': z.strictObject({ runs: several(id, 6), stage, pictures: z.int().min(1).max(60) }),
  'lab.export': z.strictObject({ run: id, path: save }),
  'lab.tables': none,

  'models.list': none,
  'models.show': z.strictObject({ id: model }),
  'models.promote': z.strictObject({ id: model }),
  'models.rollBack': z.strictObject({ task: modelTask, visible }),
  'models.export': z.strictObject({ id: model, format: z.enum(['onnx', 'tfjs']), to: save }),
  'models.import': z.strictObject({
    net: z.enum(['vgg-f', 'vgg-face', 'resnet-50']),
    path: picked('open-file'),
  }),

  'live.open': z.strictObject({
    source: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['camera', 'sample']) }),
      z.strictObject({ kind: z.literal('clip'), path: picked('clip', 'clip-folder') }),
    ]),
    occlusion,
  }),
  'live.setOcclusion': z.strictObject({ session: id, occlusion }),
  'live.frame': cameraFrame,
  'live.next': z.strictObject({ session: id }),
  'live.picture': z.strictObject({ session: id, index: z.int().min(0) }),
  'live.still': z.strictObject({ session: id }),
  'live.predictAgain': z.strictObject({ session: id }),
  'live.models': z.strictObject({ session: id }),
  'live.explain': z.strictObject({ session: id, track: id, task }),
  'live.saveSnapshot': z.strictObject({
    png: z.instanceof(Uint8Array).refine(({ length }) => length <= MOST_PNG_BYTES, 'is too large'),
    path: save,
  }),
  'live.close': z.strictObject({ session: id.nullable() }),

  'audience.settings': none,
  'audience.set': z.strictObject({ settings: audienceSettingsForm }),
  'audience.refusal': z.strictObject({ people: peopleForm, measures: measuresForm }),
  'audience.notice': z.strictObject(notice),
  'audience.status': none,
  'audience.confirmClock': none,
  'audience.today': none,
  'audience.series': z.strictObject(series),
  'audience.heatMap': z.strictObject({ question }),
  'audience.pyramid': z.strictObject({ question }),
  'audience.dwell': z.strictObject(dwell),
  'audience.compare': z.strictObject(compare),
  'audience.errors': none,
  'audience.csv': z.strictObject({ answer: audienceAsk, path: save }),
  'audience.openCamera': z.strictObject({ camera: name }),
  'audience.frame': cameraFrame,
  'audience.closeCamera': z.strictObject({ session: id }),
  'audience.audit': z.strictObject({
    camera: name,
    act: z.enum(['begin', 'tap', 'untap', 'end', 'drop']),
  }),

  'recordings.list': none,
  'recordings.add': z.strictObject({
    paths: z.array(picked('clip', 'clip-folder')).min(1).max(1000),
    folder: picked('output-folder').nullable(),
    expressions: z.boolean(),
    hasConsent: z.boolean(),
  }),
  'recordings.stop': z.strictObject({ id }),
  'recordings.resume': z.strictObject({ id }),
  'recordings.remove': z.strictObject({ id }),

  'streams.get': none,
  'streams.set': z.strictObject({ settings: streamSettingsForm }),
  'streams.state': none,
  'streams.renewCode': none,
  'streams.disconnect': z.strictObject({ client: z.int().min(0) }),
  'streams.installLsl': none,
  'session.settings': none,
  'session.set': z.strictObject({ settings: sessionSettings }),
  'session.ladders': z.strictObject({ language }),
  'session.saveLadder': z.strictObject({ language, ladder }),
  'session.removeLadder': z.strictObject({ language, id: ladderId }),
  'session.open': z.strictObject({
    client,
    ladder: ladderId,
    language,
    occlusion: z.enum(['none', 'upper', 'lower']),
  }),
  'session.resume': z.strictObject(oneSession),
  'session.state': none,
  'session.frame': cameraFrame,
  'session.confirmFace': z.strictObject({ session: id, track: id }),
  'session.rejectFace': z.strictObject({ session: id }),
  'session.neutral': z.strictObject({ session: id, act: z.enum(['begin', 'cancel']) }),
  'session.start': z.strictObject({ session: id }),
  'session.pause': z.strictObject({ session: id }),
  'session.continue': z.strictObject({ session: id }),
  'session.suds': z.strictObject({ session: id, value: z.int().min(0).max(100) }),
  'session.step': z.strictObject({
    session: id,
    step,
  }),
  'session.marker': z.strictObject({ session: id, label: z.string().min(1).max(100) }),
  'session.answerSuggestion': z.strictObject({ session: id, isAccepted: z.boolean() }),
  'session.stop': z.strictObject({ session: id, by: z.enum(['button', 'shortcut']) }),
  'session.confirmStop': z.strictObject({ session: id }),
  'session.end': z.strictObject({ session: id }),
  'session.shortcut': none,
  'session.readings': z.strictObject({ session: id, fromMs: sessionMs }),
  'session.list': z.strictObject({ client }),
  'session.timeline': z.strictObject({
    ...oneSession,
    fromMs: sessionMs,
    toMs: sessionMs,
    buckets: z.int().min(1).max(4000),
  }),
  'session.progress': z.strictObject({ client }),
  'session.note': z.strictObject({
    ...oneSession,
    id: z.int().min(0),
    atMs: sessionMs,
    text: z.string().max(10_000),
  }),
  'session.remove': z.strictObject(oneSession),
  'session.export': z.strictObject({ ...oneSession, format: z.enum(['csv', 'json']), path: save }),
  'session.report': z.strictObject(report),
  'session.savePdf': z.strictObject({ ...report, path: save }),
  'session.openDisplay': none,
  'session.checkShortcut': z.strictObject({ shortcut }),

  'clients.vault': none,
  'clients.setUp': z.strictObject({ lock: vaultLockForm }),
  'clients.unlock': z.strictObject({ proof: vaultProofForm }),
  'clients.lock': none,
  'clients.changePassphrase': z.strictObject({ proof: vaultProofForm, lock: vaultLockForm }),
  'clients.newRecoveryCode': z.strictObject({ proof: vaultProofForm }),
  'clients.settings': none,
  'clients.set': z.strictObject({ settings: clientSettingsForm }),
  'clients.list': none,
  'clients.add': z.strictObject({ code: clientCodeForm }),
  'clients.rename': z.strictObject({ id: clientIdForm, code: clientCodeForm }),
  'clients.show': z.strictObject({ id: clientIdForm }),
  'clients.remove': z.strictObject({ id: clientIdForm }),
  'clients.sign': z.strictObject({ id: clientIdForm, consent: newConsentForm }),
  'clients.withdraw': z.strictObject({ id: clientIdForm }),
  'clients.putBack': z.strictObject({ id: clientIdForm }),
  'clients.backUp': z.strictObject({ path: save }),
  'clients.restore': z.strictObject({ path: picked('open-file'), proof: archiveProofForm }),
  'clients.exportAll': z.strictObject({ id: clientIdForm, path: save }),

  'jobs.list': none,
  'jobs.result': z.strictObject({ job: id }),
  'jobs.cancel': z.strictObject({ job: id }),
};
