/** Of a user's own tasks several have a live model, told apart by title; other tasks have none. */
export const titlesOfLiveModels = `
alter table live_models add column title text not null default '';
`;
