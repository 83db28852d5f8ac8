/** Numbers with their units. */
export const units = {
  years: '{value, plural, one {# year} other {# years}}',
  yearsText: '{value} years',
  deviation: '{mean} ± {deviation}',
  seconds: '{s, number} s',
  minutes: '{min, number} min',
  minutesSeconds: '{min, number} min {s, number} s',
  hours: '{h, number} h',
  hoursMinutes: '{h, number} h {min, number} min',
  days: '{d, number} d',
  daysHours: '{d, number} d {h, number} h',
  underSecond: 'under a second',
  spanMinutes: '{n, plural, one {# minute} other {# minutes}}',
  spanHours: '{n, plural, one {# hour} other {# hours}}',
  spanDays: '{n, plural, one {# day} other {# days}}',
  imagesPerSecond: '{n, number} images/s',
} as const;
