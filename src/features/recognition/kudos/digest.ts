/**
 * The week's thanks, told to each unit's groups; in a unit without a group, to each person who likes digests.
 * Looks at the time and at what was done already, so that a day the process was down is made up for once.
 */
import { z } from 'zod'
import type { LegacyNotification as Notification, Reader, Tick } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card, Label } from '../../../chat/model.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { readSetting, writeSetting } from '../../../platform/database/settings.ts'
import type { Message } from '../../organisation/notify/api.ts'
import { valueText } from './cards.ts'
import { thanked, unitsPraised } from './repository-digest.ts'
import { digestDue, digestOf, type Week } from './rules-digest.ts'
import type { KudosDeps } from './service.ts'

/** The last week that was told. */
const TOLD = 'kudos.digest'
const NOTICE = 'kudos.digest'
/** So many people are named; the others are counted. */
const NAMED = 20

export function createDigest({
  db,
  notify,
  people,
  office,
}: Pick<KudosDeps, 'db' | 'notify' | 'people' | 'office'>) {
  async function run(now: Date): Promise<void> {
    const due = digestDue(now, dayOf(now, office.zone), office)
    const told = await readSetting(db.client, TOLD, z.string())
    if (told !== null && told >= due.week) return
    // A unit at a time: its messages are written down together, and their keys make a second run harmless.
    for (const unitId of await unitsPraised(db.client, due)) {
      const list = await messages(unitId, due.week)
      await db.transaction(tx => notify.enqueue(tx, list, now))
    }
    await db.transaction(tx => writeSetting(tx, TOLD, due.week))
  }

  async function messages(unitId: string, week: Week): Promise<Message[]> {
    const rest = { notification: NOTICE, args: [unitId, week], timing: 'office-hours' as const }
    const groups = await notify.groupsOf([unitId])
    if (groups.length > 0)
      return groups.map(({ id }) => ({ key: `kudos:digest:${week}:group:${id}`, to: { group: id }, ...rest }))
    const members = await people.membersOf(unitId)
    const preferences = await notify.preferences(members)
    return members
      .filter(id => preferences.get(id)?.digest !== false)
      .map(person => ({ key: `kudos:digest:${week}:person:${person}`, to: { person }, ...rest }))
  }

  async function card(reader: Reader, unitId = '', week = ''): Promise<Card | null> {
    if (reader.kind === 'person' && !(await notify.preference(reader.personId)).digest) return null
    const all = await thanked(db.client, unitId, digestOf(week as OfficeDay, office))
    if (all.length === 0) return null
    const unit = (await people.units()).find(({ id }) => id === unitId)
    const rows = all
      .slice(0, NAMED)
      .map(({ name, values }): [Label, Label] => [name, listed(values.map(valueText))])
    const count = new Set(all.flatMap(({ kudos }) => kudos)).size
    const more = all.length - rows.length
    return {
      title: text('kudos:digest.title', { unit: unit?.name ?? '' }),
      blocks: [
        { kind: 'text', text: text('kudos:digest.body', { count }) },
        { kind: 'facts', rows },
        ...(more > 0 ? [{ kind: 'text' as const, text: text('kudos:digest.more', { count: more }) }] : []),
        { kind: 'text', text: text('kudos:digest.invite') },
      ],
    }
  }

  const tick: Tick = { name: 'kudos.digest', run }
  const notice: Notification = { name: NOTICE, card }
  return { tick, notice }
}

/** `Kolaboratif, Loyal` in the reader's words. */
const listed = ([first, ...rest]: ReturnType<typeof valueText>[]): Label =>
  rest.reduce(
    (before, next) => text('kudos:digest.and', { before, next }),
    first ?? text('kudos:board.anyValue'),
  )
