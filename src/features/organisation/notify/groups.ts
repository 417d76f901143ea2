/** Groups and channels: the bot is invited, an officer links the group to a unit. */

import { z } from 'zod'
import type { Inbound } from '../../../chat/channel.ts'
import { type Contributions, type OfficerMenuEntry, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Address, type Card, Refusal, type Reply } from '../../../chat/model.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Audit } from '../audit/api.ts'
import type { PeopleService } from '../people/api.ts'
import { groupAt, groupById, linkedGroups } from './repository.ts'

export interface GroupsDeps {
  db: Database
  ids: Ids
  audit: Audit
  people: Pick<PeopleService, 'units'>
}

const CAN = 'notify.groups' as const
const PAGE = 8

export function groupScreens({ db, ids, audit, people }: GroupsDeps) {
  const show = defineAction({
    verb: 'group.units',
    can: CAN,
    open: true,
    args: z.tuple([z.string(), z.string()]),
    run: async (_asking, groupId, page) => ({
      kind: 'card',
      over: true,
      card: await unitsCard(groupId, Number(page) || 0),
    }),
  })
  const link = defineAction({
    verb: 'group.link',
    can: CAN,
    open: true,
    args: z.tuple([z.string(), z.string()]),
    run: async ({ actor, now }, groupId, unitId) => {
      const unit = (await people.units()).find(({ id }) => id === unitId)
      const group = await groupById(db.client, groupId)
      if (!unit || !group) throw new Refusal(text('chat:refused.button'))
      await db.transaction(async tx => {
        await tx.group.update({ where: { id: groupId }, data: { unitId } })
        await audit.note(tx, {
          at: now,
          actorId: actor.personId,
          action: 'group.linked',
          subject: groupId,
          detail: { unitId },
        })
      })
      return { kind: 'card', over: true, card: linkedCard(unit.name) }
    },
  })
  const list = defineAction({
    verb: 'group.list',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'card', card: await listCard() }),
  })
  const officerMenu: OfficerMenuEntry = { label: text('notify:group.desk'), can: CAN, press: press(list) }

  async function unitsCard(groupId: string, page: number): Promise<Card> {
    const units = await people.units()
    const buttons = units
      .slice(page * PAGE, (page + 1) * PAGE)
      .map(({ id, name }) => ({ label: name, press: press(link, groupId, id) }))
    const turn = [
      ...(page > 0
        ? [{ label: text('chat:page.previous'), press: press(show, groupId, String(page - 1)) }]
        : []),
      ...((page + 1) * PAGE < units.length
        ? [{ label: text('chat:page.next'), press: press(show, groupId, String(page + 1)) }]
        : []),
    ]
    return {
      title: text('notify:group.choose'),
      blocks: [{ kind: 'buttons', buttons: [...buttons, ...turn] }],
    }
  }

  async function listCard(): Promise<Card> {
    const [groups, units] = [await linkedGroups(db.client), await people.units()]
    const nameOf = new Map(units.map(({ id, name }) => [id, name]))
    const rows = groups.map(({ title, unitId }) => [title, nameOf.get(unitId ?? '') ?? ''])
    const table = {
      kind: 'table' as const,
      head: [text('notify:group.title'), text('notify:group.unit')],
      rows,
    }
    return {
      title: text('notify:group.desk'),
      blocks: [...(rows.length > 0 ? [table] : []), { kind: 'text', text: text('notify:group.how') }],
    }
  }

  const invitation = (groupId: string): Card => ({
    title: text('notify:group.hello'),
    blocks: [
      { kind: 'text', text: text('notify:group.helloBody') },
      {
        kind: 'buttons',
        buttons: [{ label: text('notify:group.link'), tone: 'primary', press: press(show, groupId, '0') }],
      },
    ],
  })

  /** The bot came into a group, or was put out of it. */
  async function place(
    { act, place: where }: Inbound,
    now: Date,
  ): Promise<Exclude<Reply, { kind: 'form' }> | null> {
    if (where.kind !== 'group') return null
    const { channel, id: address } = where.address
    if (act.kind === 'left') {
      await db.client.group.updateMany({
        where: { channel, address, leftAt: null },
        data: { leftAt: now, unitId: null },
      })
      return null
    }
    const known = await groupAt(db.client, channel, address)
    if (known?.unitId) return null
    const data = { title: where.title, joinedAt: now, leftAt: null }
    const key = { channel, address }
    const group = await db.client.group.upsert({
      where: { channel_address: key },
      create: { id: ids.next(), ...key, ...data },
      update: data,
    })
    return { kind: 'card', card: invitation(group.id) }
  }

  /** The platform gave a group another id (Telegram: it became a supergroup). */
  async function moved(from: Address, to: Address): Promise<void> {
    await db.client.group.updateMany({
      where: { channel: from.channel, address: from.id },
      data: { address: to.id },
    })
  }

  const feature: Pick<Contributions, 'actions' | 'officerMenu'> = {
    actions: [show, link, list],
    officerMenu: [officerMenu],
  }
  return { feature, place, moved }
}

const linkedCard = (unit: string): Card => ({
  title: text('notify:group.linked', { unit }),
  blocks: [{ kind: 'text', text: text('notify:group.linkedBody') }],
})
