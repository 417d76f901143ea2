/** What the screens read of awards, and who may read which. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { pageSpan } from '../../../chat/ui/paging.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { AwardService } from './deciding/service.ts'
import { unitById } from './kinds/repository.ts'
import type { Award } from './repository.ts'
import * as repository from './repository.ts'
import { settingsOf } from './setup/settings.ts'

export type Reading = ReturnType<typeof createReading>

export function createReading(db: Database, service: Pick<AwardService, 'award'>) {
  const isOwn = ({ personId, unitId, code }: Award, { actor }: RequestContext) =>
    code !== null && (personId === null ? unitId === actor.unitId : personId === actor.personId)
  const isInside = ({ actor }: RequestContext) =>
    actor.roles.includes('officer') || actor.roles.includes('leader')

  /** @throws Refusal for somebody else's that was not announced yet, or that was withdrawn */
  async function read(context: RequestContext, id: string) {
    const award = await service.award(id)
    const [own, inside] = [isOwn(award, context), isInside(context)]
    const announced = award.state === 'approved' && award.announcedAt !== null
    if (!own && !inside && !announced) throw new Refusal(text('awards:refused.notYours'))
    return { award, own, inside }
  }

  /** @throws Refusal when the certificate is somebody else's */
  async function mine(context: RequestContext, id: string): Promise<Award> {
    const { award, own, inside } = await read(context, id)
    if (!own && !inside) throw new Refusal(text('awards:refused.notYours'))
    return award
  }

  return {
    read,
    mine,
    own: ({ actor }: RequestContext, page: number) => repository.ownAwards(db.client, actor, pageSpan(page)),
    announced: (year: number, page: number) => repository.announcedIn(db.client, year, pageSpan(page)),
    waiting: (page: number) => repository.waiting(db.client, pageSpan(page)),
    ofQuarter: (quarter: Quarter, page: number) => repository.awardsOf(db.client, quarter, pageSpan(page)),
    settings: () => settingsOf(db.client),
    unitName: async (id: string | null) =>
      id === null ? null : ((await unitById(db.client, id))?.name ?? null),
  }
}
