/** Names of the glossary: the occlusion was called hidden, an audit by hand a tally. */
export const glossaryNames = `
update live_models set task = 'occlusion' where task = 'hidden';
update live_models set name = 'occlusion' where task = 'occlusion' and name = 'hidden';

update runs set
  name = replace(name, 'compact-hidden-full', 'compact-occlusion-full'),
  preset_id = replace(preset_id, 'compact-hidden-full', 'compact-occlusion-full'),
  layout = 'occlusion',
  preset = json_set(
    preset,
    '$.id', replace(preset ->> '$.id', 'compact-hidden-full', 'compact-occlusion-full'),
    '$.layout', 'occlusion',
    '$.task', 'occlusion'
  )
where layout = 'hidden';

update audit set action = 'audience.audit' where action = 'audience.tally';

alter table audience_tallies rename to audience_audits;
drop index audience_tallies_by_day;
create index audience_audits_by_day on audience_audits (camera, at);

alter table corrections rename column standing to change_count;
`;
