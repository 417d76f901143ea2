/** What the screens read of awards, and who may read which. */

import { text } from '../../../chat/i18n/words.ts'
import { type Asking, Refusal } from '../../../chat/model.ts'
import { pageSpan } from '../../../chat/ui/paging.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { unitById } from './kinds/repository.ts'
import type { Award } from './repository.ts'
import * as store from './repository.ts'
import type { AwardDeps, AwardWork } from './service.ts'
import { settingsOf } from './settings.ts'

export type Reading = ReturnType<typeof createReading>

export function createReading({ db }: AwardDeps, work: AwardWork) {
  const isOwn = ({ personId, unitId, code }: Award, { actor }: Asking) =>
    code !== null && (personId === null ? unitId === actor.unitId : personId === actor.personId)
  const isInside = ({ actor }: Asking) => actor.roles.includes('officer') || actor.roles.includes('leader')

  /** @throws Refusal for somebody else's that the office has not been told of, or that was withdrawn */
  async function read(asking: Asking, id: string) {
    const award = await work.award(id)
    const [own, inside] = [isOwn(award, asking), isInside(asking)]
    const told = award.state === 'approved' && award.announcedAt !== null
    if (!own && !inside && !told) throw new Refusal(text('awards:refused.notYours'))
    return { award, own, inside }
  }

  /** @throws Refusal when the certificate is somebody else's */
  async function mine(asking: Asking, id: string): Promise<Award> {
    const { award, own, inside } = await read(asking, id)
    if (!own && !inside) throw new Refusal(text('awards:refused.notYours'))
    return award
  }

  return {
    read,
    mine,
    own: ({ actor }: Asking, page: number) => store.ownAwards(db.client, actor, pageSpan(page)),
    announced: (year: number, page: number) => store.announcedIn(db.client, year, pageSpan(page)),
    waiting: (page: number) => store.waiting(db.client, pageSpan(page)),
    ofQuarter: (quarter: Quarter, page: number) => store.awardsOf(db.client, quarter, pageSpan(page)),
    settings: () => settingsOf(db.client),
    unitName: async (id: string | null) =>
      id === null ? null : ((await unitById(db.client, id))?.name ?? null),
  }
}
