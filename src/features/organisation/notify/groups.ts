/** Groups and channels: the bot is invited, an officer links the group to a unit. */

import { z } from 'zod'
import type { Inbound } from '../../../chat/channel.ts'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Address, type Block, type Card, Refusal, type Reply } from '../../../chat/model.ts'
import { pageOf, turnButtons } from '../../../chat/ui/paging.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../people/api.ts'
import {
  type Group,
  groupAt,
  groupById,
  joinGroup,
  leaveGroup,
  linkedGroups,
  linkGroup,
  moveGroup,
} from './repository.ts'

export interface GroupsDeps {
  db: Database
  ids: Ids
  clock: Pick<Clock, 'now'>
  transact: Transact
  people: Pick<PeopleService, 'units'>
}

const CAN = 'notify.groups' as const
const PAGE = 8
type Unit = Awaited<ReturnType<GroupsDeps['people']['units']>>[number]

export function groupScreens(deps: GroupsDeps) {
  const { db, people } = deps
  const link = linkAction(deps)
  const show: Show = defineAction({
    verb: 'group.units',
    can: CAN,
    open: true,
    args: z.tuple([z.string(), z.string()]),
    run: async (_context, groupId, page) => ({
      kind: 'card',
      over: true,
      card: unitsCard(await people.units(), groupId, pageOf(page), { show, link }),
    }),
  })
  const list = defineAction({
    verb: 'group.list',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({
      kind: 'card',
      card: listCard(await linkedGroups(db.client), await people.units()),
    }),
  })
  return {
    actions: [show, link, list],
    officerMenu: [{ label: text('notify:group.desk'), can: CAN, press: press(list) }],
    place: createPlace(deps, show),
    moved: createMoved(deps),
  }
}

type Show = Action<[groupId: string, page: string]>
type Link = Action<[groupId: string, unitId: string]>

function linkAction({ db, people, transact }: GroupsDeps): Link {
  return defineAction({
    verb: 'group.link',
    can: CAN,
    open: true,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, groupId, unitId) => {
      const unit = (await people.units()).find(({ id }) => id === unitId)
      const group = await groupById(db.client, groupId)
      if (!unit || !group) throw new Refusal(text('chat:refused.button'))
      await transact(context, async work => {
        await work.lock(lockOf(group.channel))
        await linkGroup(work.tx, groupId, unitId)
        work.record({ action: 'group.linked', subject: groupId, detail: { unitId } })
      })
      return { kind: 'card', over: true, card: linkedCard(unit.name) }
    },
  })
}

/** Groups of a platform change one after the other: one may take the address of another. */
const lockOf = (channel: string) => `group:${channel}`

/** The bot came into a group, or was put out of it. */
function createPlace({ ids, transact }: GroupsDeps, show: Show) {
  return async (
    { act, place: where }: Inbound,
    now: Date,
  ): Promise<Exclude<Reply, { kind: 'form' }> | null> => {
    if (where.kind !== 'group') return null
    const { channel, id: address } = where.address
    const { title } = where
    const groupId = await transact({ now }, async work => {
      await work.lock(lockOf(channel))
      if (act.kind === 'left') {
        await leaveGroup(work.tx, channel, address, now)
        return null
      }
      const known = await groupAt(work.tx, channel, address)
      if (known?.unitId) return null
      return joinGroup(work.tx, { id: ids.next(), channel, address, title }, now)
    })
    return groupId ? { kind: 'card', card: invitation(groupId, show) } : null
  }
}

/** The platform gave a group another id (Telegram: it became a supergroup). */
function createMoved({ clock, transact }: GroupsDeps) {
  return async (from: Address, to: Address): Promise<void> =>
    transact({ now: clock.now() }, async work => {
      await work.lock(lockOf(from.channel))
      await moveGroup(work.tx, from.channel, from.id, to.id)
    })
}

function unitsCard(
  units: readonly Unit[],
  groupId: string,
  page: number,
  actions: { show: Show; link: Link },
): Card {
  const buttons = units
    .slice(page * PAGE, (page + 1) * PAGE)
    .map(({ id, name }) => ({ label: name, press: press(actions.link, groupId, id) }))
  const turn = turnButtons(page, (page + 1) * PAGE < units.length, to => press(actions.show, groupId, to))
  return {
    title: text('notify:group.choose'),
    blocks: [{ kind: 'buttons', buttons: [...buttons, ...turn] }],
  }
}

function listCard(groups: readonly Group[], units: readonly Unit[]): Card {
  const nameOf = new Map(units.map(({ id, name }) => [id, name]))
  const rows = groups.map(({ title, unitId }) => [title, nameOf.get(unitId ?? '') ?? ''])
  const table: Block = {
    kind: 'table',
    head: [text('notify:group.title'), text('notify:group.unit')],
    rows,
  }
  return {
    title: text('notify:group.desk'),
    blocks: [...(rows.length > 0 ? [table] : []), { kind: 'text', text: text('notify:group.how') }],
  }
}

const invitation = (groupId: string, show: Show): Card => ({
  title: text('notify:group.hello'),
  blocks: [
    { kind: 'text', text: text('notify:group.helloBody') },
    {
      kind: 'buttons',
      buttons: [{ label: text('notify:group.link'), tone: 'primary', press: press(show, groupId, '0') }],
    },
  ],
})

const linkedCard = (unit: string): Card => ({
  title: text('notify:group.linked', { unit }),
  blocks: [{ kind: 'text', text: text('notify:group.linkedBody') }],
})
