/** Days that are not closed are read, closed and deleted without a scan of all open days; periods are found by their end. */
export const fineCountsByDay = `
create index audience_hours_by_day on audience_hours (camera, day);
create index audience_dwells_by_day on audience_dwells (camera, day);
create index audience_periods_by_end on audience_periods (camera, ends_at);
`;
