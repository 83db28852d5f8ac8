/** Audits are deleted by camera and day. */
export const auditsByDay = `
create index audience_tallies_by_day on audience_tallies (camera, at);
`;
