/** Periods are deleted once their first day is too old. */
export const periodsByFirstDay = `
drop index audience_periods_by_day;
create index audience_periods_by_first_day on audience_periods (camera, first_day);
`;
