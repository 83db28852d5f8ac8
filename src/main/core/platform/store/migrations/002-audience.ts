/**
 * The store's audience: counts by time, never a row for a person. Finer rows live until their day is closed; what is kept
 * then is periods of at least k visits each.
 */
export const audience = `
create table audience_models (hash text primary key, models text not null) strict, without rowid;

create table audience_quarters (
  camera text not null,
  starts_at text not null,
  models text not null references audience_models (hash),
  site text not null,
  time_zone text not null,
  offset_minutes integer not null,
  day text not null,
  observed_seconds real not null default 0,
  dark_seconds real not null default 0,
  blocked_seconds real not null default 0,
  visits integer not null default 0,
  passers_by integer not null default 0,
  masked integer not null default 0,
  headsets integer not null default 0,
  primary key (camera, starts_at, models)
) strict, without rowid;

create table audience_hours (
  camera text not null,
  starts_at text not null,
  day text not null,
  age text not null,
  gender text not null,
  visits integer not null,
  primary key (camera, starts_at, age, gender)
) strict, without rowid;

create table audience_dwells (
  camera text not null,
  starts_at text not null,
  day text not null,
  zone text not null,
  bin integer not null,
  visits integer not null,
  primary key (camera, starts_at, zone, bin)
) strict, without rowid;

create table audience_days (
  camera text not null,
  day text not null,
  closed_at text not null,
  primary key (camera, day)
) strict, without rowid;

create table audience_periods (
  id integer primary key,
  camera text not null,
  site text not null,
  time_zone text not null,
  starts_at text not null,
  ends_at text not null,
  offset_minutes integer not null,
  first_day text not null,
  last_day text not null,
  models text not null,
  observed_seconds real not null,
  dark_seconds real not null,
  blocked_seconds real not null,
  absent_seconds real not null,
  visits integer not null,
  passers_by integer not null,
  masked integer not null,
  headsets integer not null,
  is_kept integer not null,
  unique (camera, starts_at)
) strict;

create table audience_period_cells (
  period integer not null references audience_periods (id) on delete cascade,
  age text not null,
  gender text not null,
  visits integer not null,
  primary key (period, age, gender)
) strict, without rowid;

create table audience_period_dwells (
  period integer not null references audience_periods (id) on delete cascade,
  zone text not null,
  bin integer not null,
  visits integer not null,
  primary key (period, zone, bin)
) strict, without rowid;

create table audience_tallies (
  id integer primary key,
  camera text not null,
  at text not null,
  seconds real not null,
  models text not null references audience_models (hash),
  both integer not null,
  only_person integer not null,
  only_camera integer not null
) strict;

create index audience_periods_by_day on audience_periods (camera, last_day);
create index audience_quarters_by_day on audience_quarters (camera, day);
`;
