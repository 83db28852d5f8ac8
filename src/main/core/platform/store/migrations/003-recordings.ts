/** Videos that are read to tables: where they lie and how far they are, never what shows in them. */
export const recordings = `
create table recordings (
  id integer primary key,
  source text not null,
  target text not null unique,
  tasks text not null,
  state text not null,
  frames integer not null default 0,
  total integer not null default 0,
  faces integer,
  tracks integer,
  refusal text,
  added_at text not null,
  ended_at text
) strict;
`;
