/**
 * How many people have to stand behind a figure before anybody sees it. Everything that shows a mean, a median, a
 * count of a unit or words without a name goes by this file, so that no feature shows what another one hides.
 *
 * Why five: with fewer, whoever knows what one or two of them said works out what the others did. Statistics on
 * people call it the minimum cell size; five is what Rekan promises in its words to people, so it stays.
 */

/** The smallest number of people, or of answers, of which a figure is shown to somebody who is not among them. */
export const SMALLEST_GROUP = 5

/**
 * The smallest group, the reader included, of which a figure is shown to one of its members: five others, because
 * whoever knows their own figure can take it out of the group's.
 */
export const SMALLEST_GROUP_WITH_READER = SMALLEST_GROUP + 1

/** @param people how many people, or answers, a figure is about */
export const mayShow = (people: number): boolean => people >= SMALLEST_GROUP

/** The same for a figure that is shown to a member of the group. @param people all of them, the reader included */
export const mayShowToMember = (people: number): boolean => people >= SMALLEST_GROUP_WITH_READER

/**
 * Whether what is left when shown parts are taken from a shown whole can be about somebody: the difference of two
 * figures is a figure too. Nobody left is fine, and so is a group.
 * @param people how many are left
 */
export const tellsOfFew = (people: number): boolean => people > 0 && people < SMALLEST_GROUP
