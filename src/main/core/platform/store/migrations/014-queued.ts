/** A stage or recording whose turn has not come is queued, as a run is. */
export const queued = `
update stages set state = 'queued' where state = 'waiting';
update recordings set state = 'queued' where state = 'waiting';
`;
