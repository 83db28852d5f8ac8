/** What waits for the next day is found without reading a camera's whole past. */
export const periodsByKept = `
create index audience_periods_by_kept on audience_periods (camera, is_kept, last_day);
`;
