/**
 * The week's thanks, told to each unit's groups; in a unit without a group, to each person who likes digests.
 * Looks at the time and at what was done already, so that a day the process was down is made up for once.
 */
import { z } from 'zod'
import type { Rendering, Tick } from '../../../../chat/contributions.ts'
import { defineNotification } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card, Label } from '../../../../chat/model.ts'
import { listed } from '../../../../chat/ui/lists.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { readSetting, writeSetting } from '../../../../platform/database/settings.ts'
import type { Message } from '../../../../platform/unit-of-work.ts'
import { valueText } from '../cards.ts'
import type { ServiceDeps } from '../service.ts'
import { type Thanked, thanked, unitsPraised } from './repository.ts'
import { digestDue, digestOf, type Week } from './rules.ts'

/** Setting: the last week whose digest went out. */
const LAST_WEEK = 'kudos.digest'
const NOTIFICATION = 'kudos.digest'
/** So many people are named; the others are counted. */
const NAMED = 20

export type DigestDeps = Pick<ServiceDeps, 'db' | 'transact' | 'notify' | 'people' | 'office'>

export function createDigest(deps: DigestDeps) {
  const { db, notify, people, office } = deps

  async function card({ reader }: Rendering, unitId: string, week: string): Promise<Card | null> {
    if (reader.kind === 'person' && !(await notify.preference(reader.personId)).digest) return null
    const all = await thanked(db.client, unitId, digestOf(week as OfficeDay, office))
    if (all.length === 0) return null
    const unit = (await people.units()).find(({ id }) => id === unitId)
    return digestCard(unit?.name ?? '', all)
  }

  const tick: Tick = { name: 'kudos.digest', run: sending(deps) }
  const notification = defineNotification({
    name: NOTIFICATION,
    args: z.tuple([z.string(), z.string()]),
    card,
  })
  return { tick, notification }
}

function sending({ db, transact, notify, people, office }: DigestDeps) {
  async function messages(unitId: string, week: Week): Promise<Message[]> {
    const groups = await notify.groupsOf([unitId])
    if (groups.length > 0)
      return groups.map(({ id }) => message(`kudos:digest:${week}:group:${id}`, { group: id }, unitId, week))
    const members = await people.membersOf(unitId)
    const preferences = await notify.preferences(members)
    return members
      .filter(id => preferences.get(id)?.digest !== false)
      .map(person => message(`kudos:digest:${week}:person:${person}`, { person }, unitId, week))
  }

  return async (now: Date): Promise<void> => {
    const due = digestDue(now, office.today(now), office)
    const last = await readSetting(db.client, LAST_WEEK, z.string())
    if (last !== null && last >= due.week) return
    // A unit at a time: its messages are written down together, and their keys make a second run harmless.
    for (const unitId of await unitsPraised(db.client, due)) {
      const list = await messages(unitId, due.week)
      await transact({ now }, async work => work.notify(...list))
    }
    await transact({ now }, work => writeSetting(work.tx, LAST_WEEK, due.week))
  }
}

const message = (key: string, to: Message['to'], unitId: string, week: Week): Message => ({
  key,
  to,
  notification: NOTIFICATION,
  args: [unitId, week],
  timing: 'office-hours',
})

function digestCard(unit: string, all: readonly Thanked[]): Card {
  const rows = all
    .slice(0, NAMED)
    .map(({ name, values }): [Label, Label] => [name, listed(values.map(valueText))])
  const count = new Set(all.flatMap(({ kudos }) => kudos)).size
  const more = all.length - rows.length
  return {
    title: text('kudos:digest.title', { unit }),
    blocks: [
      { kind: 'text', text: text('kudos:digest.body', { count }) },
      { kind: 'facts', rows },
      ...(more > 0 ? [{ kind: 'text' as const, text: text('kudos:digest.more', { count: more }) }] : []),
      { kind: 'text', text: text('kudos:digest.invite') },
    ],
  }
}
