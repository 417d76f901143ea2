/** Messages about one place; their keys hold for one joining (`round`): whoever joins anew is told anew. */
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Message } from '../../../../platform/unit-of-work.ts'
import { mayAppraise, type PeopleService } from '../../../organisation/people/api.ts'
import type { Place } from './repository.ts'

/** To the person who has the place. */
export const placeMessage = (
  { id, round, personId }: Place,
  notification: string,
  timing: Message['timing'] = 'soon',
): Message => ({
  key: `${notification}:${id}:${round}`,
  to: { person: personId },
  notification,
  args: [id],
  timing,
})

const consentKey = ({ id, round }: Place, person: string) => `training:${id}:${round}:consent:${person}`

/** To those who act as the person's appraiser today. */
export const consentMessages = (place: Place, acting: readonly string[]): Message[] =>
  acting.map(person => ({
    key: consentKey(place, person),
    to: { person },
    notification: 'training.consent',
    args: [place.id],
    timing: 'office-hours',
  }))

/** The keys of what appraisers were asked about this place, to be changed once it is decided. */
export async function consentKeys(
  people: Pick<PeopleService, 'appraiserOf'>,
  tx: Tx,
  place: Place,
  today: OfficeDay,
): Promise<string[]> {
  return mayAppraise(await people.appraiserOf(place.personId, today, tx)).map(person =>
    consentKey(place, person),
  )
}
