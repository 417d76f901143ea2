/** Messages Rekan sends about awards by itself. */

import { z } from 'zod'
import { defineNotification } from '../../../../chat/define.ts'
import type { Card } from '../../../../chat/model.ts'
import { announcedCard, awardCard, type Certificates, goneCard, resultCard, withdrawnCard } from '../cards.ts'
import type { Award } from '../repository.ts'
import { NOTIFICATION } from './messages.ts'
import type { AwardService } from './service.ts'

interface NotificationDeps {
  service: AwardService
  certificates: Certificates
  askedCard(award: Award): Card
  officerMenuCard(): Promise<Card>
}

export function awardNotifications({ service, certificates, askedCard, officerMenuCard }: NotificationDeps) {
  /** Of one award; `changed`: what it says in place of what was sent. */
  const about = (
    name: string,
    card: (award: Award) => Card | null,
    changed: (award: Award) => Card | null = card,
  ) =>
    defineNotification({
      name,
      args: z.tuple([z.string()]),
      card: async (_rendering, id) => card(await service.award(id)),
      changed: async (_rendering, id) => changed(await service.award(id)),
    })
  /** Sent while the award is approved; taken back once it is withdrawn. */
  const approved = (name: string, card: (award: Award) => Card) =>
    about(
      name,
      award => (award.state === 'approved' ? card(award) : null),
      award => (award.state === 'withdrawn' ? goneCard(award) : card(award)),
    )
  return [
    defineNotification({
      name: NOTIFICATION.drafted,
      args: z.tuple([]).rest(z.string()),
      card: () => officerMenuCard(),
    }),
    about(NOTIFICATION.asked, award => (award.state === 'nominated' ? askedCard(award) : null), askedCard),
    about(NOTIFICATION.returned, award => awardCard(award, { inside: true, more: [] })),
    approved(NOTIFICATION.approved, award => resultCard(award, certificates)),
    approved(NOTIFICATION.announced, announcedCard),
    about(NOTIFICATION.withdrawn, withdrawnCard),
  ]
}
