import type { units as en } from '../en/units.ts';
import type { Catalog } from '../../../messages/translate.ts';

export const units = {
  years: '{value, plural, one {# Jahr} other {# Jahre}}',
  yearsText: '{value} Jahre',
  deviation: '{mean} ± {deviation}',
  seconds: '{s, number} s',
  minutes: '{min, number} min',
  minutesSeconds: '{min, number} min {s, number} s',
  hours: '{h, number} h',
  hoursMinutes: '{h, number} h {min, number} min',
  days: '{d, number} d',
  daysHours: '{d, number} d {h, number} h',
  underSecond: 'unter einer Sekunde',
  spanMinutes: '{n, plural, one {# Minute} other {# Minuten}}',
  spanHours: '{n, plural, one {# Stunde} other {# Stunden}}',
  spanDays: '{n, plural, one {# Tag} other {# Tage}}',
  imagesPerSecond: '{n, number} Bilder/s',
} satisfies Catalog<typeof en>;
