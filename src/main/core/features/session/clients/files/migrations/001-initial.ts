/** Everything that is stored about one client. Times are ISO 8601 in UTC, but for those within a session. */
export const initial = `
create table consents (
  id integer primary key,
  signed_at text not null,
  text text not null,
  scope text not null,
  keep_until text,
  signature text not null,
  withdrawn_at text
) strict;

create table log (
  id integer primary key,
  at text not null,
  action text not null,
  subject text not null
) strict;

create table sessions (
  id integer primary key,
  started_at text not null,
  ended_at text,
  consent integer not null references consents (id),
  ladder text not null,
  settings text not null,
  models text not null,
  calibration text,
  neutral text,
  state text not null
) strict;

create table readings (
  session integer not null references sessions (id) on delete cascade,
  at_ms integer not null,
  is_seen integer not null,
  is_usable integer not null,
  is_talking integer not null,
  quality integer not null,
  raw blob,
  centered blob,
  step integer,
  primary key (session, at_ms)
) strict, without rowid;

create table events (
  id integer primary key,
  session integer not null references sessions (id) on delete cascade,
  at_ms integer not null,
  kind text not null,
  value text not null
) strict;
create index events_by_time on events (session, at_ms);

create table notes (
  id integer primary key,
  session integer not null references sessions (id) on delete cascade,
  at_ms integer not null,
  at text not null,
  text text not null
) strict;
create index notes_by_session on notes (session);
`;
