/** Messages Rekan sends about awards by itself. */
import type { Card, Notice } from '../../../chat/model.ts'
import { announcedCard, awardCard, type Certificates, goneCard, toldCard, withdrawnCard } from './cards.ts'
import { NOTICE } from './messages.ts'
import type { Award } from './repository.ts'
import type { AwardWork } from './service.ts'

export interface NoticeDeps {
  work: AwardWork
  certificates: Certificates
  askedCard(award: Award): Card
  deskCard(): Promise<Card>
}

export function awardNotices({ work, certificates, askedCard, deskCard }: NoticeDeps): Notice[] {
  const approved =
    (make: (award: Award) => Card) =>
    async (_reader: unknown, id = '') => {
      const award = await work.award(id)
      return award.state === 'approved' ? make(award) : null
    }
  const changed =
    (make: (award: Award) => Card) =>
    async (_reader: unknown, id = '') => {
      const award = await work.award(id)
      return award.state === 'withdrawn' ? goneCard(award) : make(award)
    }
  const told = (award: Award) => toldCard(award, certificates)
  return [
    { name: NOTICE.drafted, card: async () => deskCard() },
    {
      name: NOTICE.asked,
      card: async (_reader, id = '') => {
        const award = await work.award(id)
        return award.state === 'nominated' ? askedCard(award) : null
      },
      changed: async (_reader, id = '') => askedCard(await work.award(id)),
    },
    {
      name: NOTICE.returned,
      card: async (_reader, id = '') => awardCard(await work.award(id), { inside: true, more: [] }),
    },
    { name: NOTICE.told, card: approved(told), changed: changed(told) },
    { name: NOTICE.announced, card: approved(announcedCard), changed: changed(announcedCard) },
    { name: NOTICE.withdrawn, card: async (_reader, id = '') => withdrawnCard(await work.award(id)) },
  ]
}
