/** Periods of fewer visits than the settings ask for are found without reading a camera's whole past. */
export const periodsByVisits = `
create index audience_periods_by_visits on audience_periods (camera, is_kept, visits);
`;
