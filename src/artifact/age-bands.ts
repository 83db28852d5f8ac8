/** Bands of adults in which an audience is counted. */
export const ADULT_BANDS = ['18-24', '25-34', '35-44', '45-54', '55-64', '65+'] as const;
export type AdultBand = (typeof ADULT_BANDS)[number];

/** With those who count in totals alone. */
export const AGE_BANDS = ['under 18', ...ADULT_BANDS] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

const STARTS_YEARS = [0, 18, 25, 35, 45, 55, 65] as const;

/** @param years any age; what is read as below 0 is under 18 */
export function ageBandOf(years: number): AgeBand {
  const above = STARTS_YEARS.findLastIndex((start) => years >= start);
  return AGE_BANDS[Math.max(0, above)]!;
}
