export const accessLevels = { PUBLIC: 'PUBLIC', REGISTERED: 'REGISTERED', MEMBERS: 'MEMBERS' } as const;

/** Who may read the whole text of an article. */
export type AccessLevel = keyof typeof accessLevels;
