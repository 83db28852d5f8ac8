/**
 * A version of corrections holds what it changes of the one that it rests on, and how many changes stand in it. Versions from
 * before this are whole: they rest on none.
 */
export const correctionEdits = `
alter table corrections add column base integer;
alter table corrections add column standing integer not null default 0;
update corrections set standing = (select count(*) from json_each(changes)) where json_valid(changes);
`;
