/** When an older state of the file took the place of a newer one: a withdrawal may be lost, so the consent is signed again. */
export const restored = `
alter table consents add column put_back_at text;
`;
