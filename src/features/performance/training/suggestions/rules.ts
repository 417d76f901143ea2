/** Which trainings help with which criterion, and in what order they are suggested. */
import { CRITERIA, type Criterion } from '../../../../domain/criteria.ts'
import type { Topic } from '../rules.ts'

/** How many fitting trainings are suggested. */
export const SUGGESTED = 3

/** Topics that help with a criterion even where the officer named none. */
const TOPICS_FOR: Record<Criterion, readonly Topic[]> = {
  attendance: ['time_management', 'integrity'],
  quality: ['public_service', 'technical', 'digital'],
  initiative: ['innovation', 'leadership', 'communication'],
}

interface Helpful {
  readonly topic: Topic
  /** What the officer made it for; null: nothing in particular. */
  readonly criterion: Criterion | null
}

/** The criteria a training helps with: the one it was made for, and those its topic is about. */
export const helpsWith = ({ topic, criterion }: Helpful): Criterion[] =>
  CRITERIA.filter(one => one === criterion || TOPICS_FOR[one].includes(topic))

/**
 * At most three that help with a criterion: those made for it first, then by topic; free seats first.
 * @param offers in the order they begin, which is kept among equals
 */
export function suggestedFor<Offer extends { training: Helpful; free: number; helps: readonly Criterion[] }>(
  criterion: Criterion,
  offers: readonly Offer[],
): Offer[] {
  const rank = ({ training, free }: Offer) => (training.criterion === criterion ? 0 : 2) + (free > 0 ? 0 : 1)
  return offers
    .filter(({ helps }) => helps.includes(criterion))
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, SUGGESTED)
}
