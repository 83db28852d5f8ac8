/** Which folder a run learns from, beyond the list of data sets: one that was removed is known again when it is added again. */
export const dataRoot = `
alter table runs add column data_root text;
update runs set data_root = (select root from data_sets where id = data_set);
`;
