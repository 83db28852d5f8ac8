/**
 * How a data set's files are read where they leave it open: the order of its class numbers, how its boxes count. Reports of
 * earlier checks lack what a check finds now, and FER+'s counts were those of another list: they are made again.
 */
export const interpretation = `
alter table data_sets add column interpretation text not null default '{}';
update data_sets set report = null, checked_at = null;
`;
