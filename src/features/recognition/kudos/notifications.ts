/** What receivers and groups are sent, and what stands there once a kudos is gone. */
import { z } from 'zod'
import type { Action, Notification } from '../../../chat/contributions.ts'
import { defineNotification } from '../../../chat/define.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { goneCard, postedCard, receivedCard } from './cards.ts'
import { withNames } from './naming.ts'
import type { Kudos } from './repository.ts'
import type { KudosService } from './service.ts'

const KUDOS = z.tuple([z.string()])

export function kudosNotifications({
  service,
  people,
  report,
}: {
  service: KudosService
  people: Pick<PeopleService, 'people'>
  report: Action<[string]>
}): Notification[] {
  return [
    defineNotification({
      name: 'kudos.received',
      args: KUDOS,
      card: async (_rendering, id) => {
        const kudos = await service.kudos(id)
        return isGone(kudos) ? null : receivedCard(await withNames(people, kudos), report)
      },
      changed: async (_rendering, id) => goneCard(await service.kudos(id)),
    }),
    defineNotification({
      name: 'kudos.posted',
      args: KUDOS,
      card: async (_rendering, id) => {
        const kudos = await service.kudos(id)
        const named = (await service.openly(kudos.receivers.map(id => ({ id })))).map(({ id }) => id)
        const moot = isGone(kudos) || named.length === 0
        return moot ? null : postedCard(await withNames(people, kudos, named), report)
      },
      changed: async (_rendering, id) => goneCard(await service.kudos(id)),
    }),
  ]
}

const isGone = ({ withdrawnAt, hiddenAt }: Kudos) => withdrawnAt !== null || hiddenAt !== null
