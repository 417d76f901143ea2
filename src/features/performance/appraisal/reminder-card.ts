/** The reminder, made when it goes out: what is left then, for whatever a person is in this quarter. */

import { z } from 'zod'
import { type Action, type Notification, press, type Rendering } from '../../../chat/contributions.ts'
import { defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Text } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS } from '../../../chat/ui/paging.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { daysBetween, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { readQuarter } from '../../../domain/calendar/quarter.ts'
import type { PeopleService, Person } from '../../organisation/people/api.ts'
import { type Cycle, type CycleService, quarterText, takesAppraisals } from '../cycle/api.ts'
import { REMINDER, spanOf } from './reminders.ts'
import { isEscalated } from './rules-reminders.ts'

export interface ReminderCardDeps {
  cycle: CycleService
  people: PeopleService
  office: Office
  open: Action<[string]>
  list: Action<[string, number, string]>
}

/** What every part of the card is made from. */
interface Reading {
  person: Person
  now: Date
  today: OfficeDay
  cycle: Cycle
  /** How many the reader appraises, and how many of them are left. */
  own: { total: number; left: number }
}

export function reminderNotification(deps: ReminderCardDeps): Notification {
  const { cycle, office } = deps
  const cycleOf = async (code: string) => {
    const quarter = readQuarter(code)
    return quarter && (await cycle.cycleOf(quarter))
  }
  const args = z.tuple([z.string()])
  return defineNotification({
    name: REMINDER,
    args,
    card: async (rendering, code) => {
      const found = await cycleOf(code)
      return found && reminderCard(deps, rendering, found)
    },
    changed: async (rendering, code) => {
      const found = await cycleOf(code)
      if (!found || rendering.reader.kind !== 'person') return null
      return (await reminderCard(deps, rendering, found)) ?? doneCard(found)
    },
  })

  async function reminderCard(
    { people }: ReminderCardDeps,
    { reader, now }: Rendering,
    found: Cycle,
  ): Promise<Card | null> {
    if (reader.kind !== 'person' || !takesAppraisals(found)) return null
    const { personId } = reader
    const { total, done } = await cycle.loadOf({ quarter: found.quarter, personId, now })
    const reading: Reading = {
      person: await people.person(personId),
      now,
      today: office.today(now),
      cycle: found,
      own: { total, left: total - done },
    }
    const blocks = [
      ...(await ownPart(deps, reading)),
      ...(await superiorPart(deps, reading)),
      ...(await officerPart(deps, reading)),
    ]
    if (blocks.length === 0) return null
    const title = titleOf(found, reading.today, office.zone)
    return { title, confidential: true, pointer: pointerOf(title, reading), blocks }
  }
}

/** How many are left, and of nobody by name. */
const pointerOf = (title: Text, { own: { total, left } }: Reading): Text =>
  left > 0 ? text('appraisal:pointer.remind', { title, left, total }) : title

async function ownPart({ cycle, open, list }: ReminderCardDeps, reading: Reading): Promise<Block[]> {
  const { person, now, today, own } = reading
  const { quarter, deadline } = reading.cycle
  if (own.left === 0) return []
  const { reports } = await cycle.reportsFor({ quarter, personId: person.id, now }, { limit: PAGE_ROWS })
  const below = reports
    .filter(({ doneAt }) => doneAt === null)
    .map((report): Button => ({ label: report.name, press: press(open, report.id) }))
  if (own.left > PAGE_ROWS)
    below.push({
      label: text('appraisal:remind.all', { count: own.left }),
      press: press(list, quarter, 0, ''),
    })
  const key = today > deadline ? 'appraisal:remind.mineLate' : 'appraisal:remind.mine'
  return [
    line(text(key, { name: person.name, left: own.left, total: own.total, deadline })),
    ...buttons(...below),
  ]
}

async function superiorPart({ cycle, office }: ReminderCardDeps, reading: Reading): Promise<Block[]> {
  const { person, now, today } = reading
  // By the same calendar by which it was worked out that this reminder is due.
  const calendar = office.units?.get(person.unitId) ?? office.calendar
  if (!isEscalated(spanOf(reading.cycle, office.zone), today, calendar)) return []
  const late = await cycle.lateUnder({ quarter: reading.cycle.quarter, personId: person.id, now })
  if (late.length === 0) return []
  const rows = late
    .slice(0, PAGE_ROWS)
    .map(({ name, left, total }): [string, Text] => [name, text('appraisal:remind.leftOf', { left, total })])
  const rest = late.length - rows.length
  return [
    line(text('appraisal:remind.superior')),
    { kind: 'facts', rows },
    ...(rest > 0 ? [line(text('appraisal:remind.superiorMore', { count: rest }))] : []),
  ]
}

async function officerPart({ cycle }: ReminderCardDeps, reading: Reading): Promise<Block[]> {
  const { person, now } = reading
  const { quarter } = reading.cycle
  if (person.left !== null || !person.roles.includes('officer')) return []
  const { total, done, gaps } = await cycle.numbers(quarter, now)
  if (total === done && gaps === 0) return []
  const late = (await cycle.loads(quarter, now)).filter(({ left }) => left > 0)
  const count = new Set(late.flatMap(({ appraiserId }) => appraiserId ?? [])).size
  return [
    line(text('appraisal:remind.digest')),
    {
      kind: 'facts',
      rows: [
        [text('appraisal:remind.progress'), text('appraisal:remind.progressValue', { done, total })],
        [text('appraisal:remind.appraisers'), text('appraisal:remind.count', { count })],
        [text('appraisal:remind.gaps'), text('appraisal:remind.count', { count: gaps })],
      ],
    },
  ]
}

/** What the day is to the deadline. */
function titleOf(found: Cycle, today: OfficeDay, zone: string): Text {
  const quarter = quarterText(found.quarter)
  const days = daysBetween(today, found.deadline)
  if (days < 0) return text('appraisal:remind.overdue', { quarter })
  if (days === 0) return text('appraisal:remind.today', { quarter })
  if (days === 1) return text('appraisal:remind.tomorrow', { quarter })
  if (spanOf(found, zone).opened === today) return text('appraisal:remind.opening', { quarter })
  return text('appraisal:remind.before', { quarter, days })
}

const doneCard = ({ quarter }: Cycle): Card => ({
  title: text('appraisal:remind.done', { quarter: quarterText(quarter) }),
  blocks: [{ kind: 'text', text: text('appraisal:remind.doneBody') }],
})
