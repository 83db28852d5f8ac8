/** Runs, data sets, settings, live models and the audit log. */
export const initial = `
create table settings (key text primary key, value text not null) strict;

create table audit (
  id integer primary key,
  at text not null,
  action text not null,
  subject text not null
) strict;

create table data_sets (
  id integer primary key,
  name text not null,
  layout text not null,
  root text not null,
  added_at text not null,
  pictures integer,
  tasks text not null,
  checked_at text,
  report text,
  version integer not null default 0,
  unique (layout, root)
) strict;

create table corrections (
  id integer primary key,
  data_set integer not null references data_sets (id) on delete cascade,
  version integer not null,
  at text not null,
  fingerprint text not null,
  changes text not null,
  unique (data_set, version)
) strict;

create table experiments (id integer primary key, name text not null, created_at text not null) strict;

create table runs (
  id integer primary key,
  experiment integer not null references experiments (id) on delete cascade,
  name text not null,
  preset_id text not null,
  preset text not null,
  task text generated always as (preset ->> '$.task') stored,
  visible text generated always as (preset ->> '$.visible') stored,
  net text generated always as (preset ->> '$.net') stored,
  seed integer not null,
  until text,
  data_set integer references data_sets (id) on delete set null,
  data_version integer not null default 0,
  layout text not null,
  fingerprint text,
  runs_folder text not null,
  state text not null,
  position integer,
  created_at text not null,
  started_at text,
  ended_at text,
  refusal text
) strict;

create table stages (
  run integer not null references runs (id) on delete cascade,
  key text not null,
  kind text not null,
  position integer not null,
  parents text not null,
  state text not null,
  epochs integer not null,
  epoch integer not null,
  metrics text,
  started_at text,
  ended_at text,
  primary key (run, key)
) strict, without rowid;

create table epochs (
  run integer not null references runs (id) on delete cascade,
  stage text not null,
  epoch integer not null,
  loss real not null,
  rate real not null,
  metrics text not null,
  figures text not null,
  images_per_second real not null,
  primary key (run, stage, epoch)
) strict, without rowid;

create table live_models (
  id integer primary key,
  task text not null,
  visible text not null,
  path text not null,
  name text not null,
  at text not null,
  rolled_back integer not null default 0
) strict;

create index runs_by_experiment on runs (experiment);
`;
