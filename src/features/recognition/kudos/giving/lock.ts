/** Name of the lock for everything that is decided by what a person gave or got. */
export const lockOf = (person: string) => `kudos:${person}`
