/** The opening hours that a period's counts were made in, for those of its site may change. Null: kept before this. */
export const openingOfPeriods = `
alter table audience_periods add column opening text;
`;
