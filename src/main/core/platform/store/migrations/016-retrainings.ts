/** Models that are adapted to pictures of a person's own: how far each is, and what was decided. */
export const retrainings = `
create table retrainings (
  id integer primary key,
  state text not null,
  goal text not null,
  source text,
  keep text not null default '[]',
  check_result text,
  repairs text not null default '[]',
  estimate text,
  run text,
  comparison text,
  decision text,
  created_at text not null,
  changed_at text not null
) strict;
`;
