/** Messages Rekan sends about awards by itself. */

import type { LegacyNotification as Notification } from '../../../chat/contributions.ts'
import type { Card } from '../../../chat/model.ts'
import { announcedCard, awardCard, type Certificates, goneCard, resultCard, withdrawnCard } from './cards.ts'
import { NOTICE } from './messages.ts'
import type { Award } from './repository.ts'
import type { AwardWork } from './service.ts'

export interface NoticeDeps {
  service: AwardWork
  certificates: Certificates
  askedCard(award: Award): Card
  officerMenuCard(): Promise<Card>
}

export function awardNotices({
  service,
  certificates,
  askedCard,
  officerMenuCard,
}: NoticeDeps): Notification[] {
  const approved =
    (make: (award: Award) => Card) =>
    async (_reader: unknown, id = '') => {
      const award = await service.award(id)
      return award.state === 'approved' ? make(award) : null
    }
  const changed =
    (make: (award: Award) => Card) =>
    async (_reader: unknown, id = '') => {
      const award = await service.award(id)
      return award.state === 'withdrawn' ? goneCard(award) : make(award)
    }
  const told = (award: Award) => resultCard(award, certificates)
  return [
    { name: NOTICE.drafted, card: async () => officerMenuCard() },
    {
      name: NOTICE.asked,
      card: async (_reader, id = '') => {
        const award = await service.award(id)
        return award.state === 'nominated' ? askedCard(award) : null
      },
      changed: async (_reader, id = '') => askedCard(await service.award(id)),
    },
    {
      name: NOTICE.returned,
      card: async (_reader, id = '') => awardCard(await service.award(id), { inside: true, more: [] }),
    },
    { name: NOTICE.told, card: approved(told), changed: changed(told) },
    { name: NOTICE.announced, card: approved(announcedCard), changed: changed(announcedCard) },
    { name: NOTICE.withdrawn, card: async (_reader, id = '') => withdrawnCard(await service.award(id)) },
  ]
}
