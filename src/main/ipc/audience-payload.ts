import { z } from 'zod';

import type { AudienceCamera, AudienceSettings, StoreSettings } from './contract/audience.ts';
import type { AudienceCsvRequest } from './contract/insights.ts';

/** Forms of the audience's settings, which the store checks too, and of its channels. */

const id = z.string().min(1).max(100);
const name = z.string().max(200);
const share = z.number().min(0).max(1);
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

const zone = z.strictObject({
  id,
  name,
  kind: z.enum(['entrance', 'dwell', 'staff', 'private']),
  points: z
    .array(z.strictObject({ x: share, y: share }))
    .min(3)
    .max(32),
  entranceSides: z.array(z.int().min(0).max(31)).max(32),
  minFaceShare: z.number().min(0.01).max(0.5),
});

export const cameraForm: z.ZodType<AudienceCamera> = z.strictObject({
  id,
  name,
  site: id,
  device: z.strictObject({
    id: z.string().max(500),
    width: z.int().min(1).max(8192),
    height: z.int().min(1).max(8192),
    isMirrored: z.boolean(),
  }),
  zones: z.array(zone).max(32),
});

const site = z.strictObject({
  id,
  name,
  timeZone: z.string().min(1).max(100),
  opening: z.array(z.array(z.strictObject({ from: time, to: time })).max(8)).length(7),
});

export const peopleForm = z.enum(['visitors', 'staff', 'pupils', 'applicants']);
export const measuresForm = z.array(z.enum(['count', 'age', 'gender', 'expression'])).max(4);

const storeSettings = {
  people: peopleForm,
  purposes: z.array(z.enum(['visitor-numbers', 'offer', 'campaigns', 'staffing'])).max(4),
  measures: measuresForm,
  controller: z.strictObject({
    name,
    contact: name,
    officer: name,
    authority: name,
    address: z.string().max(500),
  }),
  k: z.int().min(5).max(1000),
  retentionDays: z.int().min(1).max(1100),
  sites: z.array(site).min(1).max(100),
};
export const storeSettingsForm: z.ZodType<StoreSettings> = z.strictObject(storeSettings);
export const audienceSettingsForm: z.ZodType<AudienceSettings> = z.strictObject({
  ...storeSettings,
  cameras: z.array(cameraForm).max(100),
});

const day = z.iso.date();
/** Each once: one that is named twice would be counted twice, and what is too small to tell would seem large enough. */
const cameras = z
  .array(id)
  .min(1)
  .max(100)
  .refine((names) => new Set(names).size === names.length, 'names a camera twice');
export const question = z.strictObject({ cameras, from: day, to: day });
export const series = { question, by: z.enum(['hour', 'day', 'week']) };
export const dwell = { question, zone: z.string().max(100) };
const span = z.strictObject({ from: day, to: day });
export const compare = { cameras, before: span, after: span };
export const notice = {
  kind: z.enum(['door', 'privacy']),
  language: z.enum(['en', 'de', 'fr', 'es']),
};
export const csvRequest: z.ZodType<AudienceCsvRequest> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('series'), ...series }),
  z.strictObject({ kind: z.enum(['heatMap', 'pyramid']), question }),
  z.strictObject({ kind: z.literal('dwell'), ...dwell }),
  z.strictObject({ kind: z.literal('comparison'), ...compare }),
]);
