/** The reminder, made when it goes out: what is left then, for whatever a person is in this quarter. */

import { type Action, type LegacyNotification as Notification, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Text } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, daysBetween, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { readQuarter } from '../../../domain/calendar/quarter.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { type Cycle, type CycleService, quarterText, takesAppraisals } from '../cycle/api.ts'
import { REMINDER, spanOf } from './reminders.ts'
import { isEscalated } from './rules-reminders.ts'

const PAGE = 8

export interface ReminderCardDeps {
  cycle: CycleService
  people: PeopleService
  office: Office
  clock: Clock
  open: Action<[string]>
  list: Action<[string, string, string]>
}

/** How many of the reader's own reports are not appraised yet. */
interface Left {
  total: number
  left: number
}

export function reminderNotice({ cycle, people, office, clock, open, list }: ReminderCardDeps): Notification {
  const day = () => dayOf(clock.now(), office.zone)

  async function made(personId: string, found: Cycle): Promise<Card | null> {
    if (!takesAppraisals(found)) return null
    const load = await cycle.loadOf({ quarter: found.quarter, personId, now: clock.now() })
    const left = { total: load.total, left: load.total - load.done }
    const blocks = [
      ...(await ownPart(personId, found, left)),
      ...(await superiorPart(personId, found)),
      ...(await officerPart(personId, found)),
    ]
    if (blocks.length === 0) return null
    const title = titleOf(found, day(), office.zone)
    return { title, confidential: true, pointer: pointerOf(title, left), blocks }
  }

  /** How many are left, and of nobody by name. */
  const pointerOf = (title: Text, { total, left }: Left): Text =>
    left > 0 ? text('appraisal:pointer.remind', { title, left, total }) : title

  async function ownPart(
    personId: string,
    { quarter, deadline }: Cycle,
    { total, left }: Left,
  ): Promise<Block[]> {
    if (left === 0) return []
    const { name } = await people.person(personId)
    const { reports } = await cycle.reportsFor({ quarter, personId, now: clock.now() }, { limit: PAGE })
    const buttons = reports
      .filter(({ doneAt }) => doneAt === null)
      .map((report): Button => ({ label: report.name, press: press(open, report.id) }))
    if (left > PAGE)
      buttons.push({
        label: text('appraisal:remind.all', { count: left }),
        press: press(list, quarter, '0', ''),
      })
    const key = day() > deadline ? 'appraisal:remind.mineLate' : 'appraisal:remind.mine'
    return [
      { kind: 'text', text: text(key, { name, left, total, deadline }) },
      { kind: 'buttons', buttons },
    ]
  }

  async function superiorPart(personId: string, found: Cycle): Promise<Block[]> {
    // By the same calendar by which it was worked out that this reminder is due.
    const calendar = office.units?.get((await people.person(personId)).unitId) ?? office.calendar
    if (!isEscalated(spanOf(found, office.zone), day(), calendar)) return []
    const late = await cycle.lateUnder({ quarter: found.quarter, personId, now: clock.now() })
    if (late.length === 0) return []
    const rows = late
      .slice(0, PAGE)
      .map(({ name, left, total }): [string, Text] => [
        name,
        text('appraisal:remind.leftOf', { left, total }),
      ])
    const rest = late.length - rows.length
    return [
      { kind: 'text', text: text('appraisal:remind.superior') },
      { kind: 'facts', rows },
      ...(rest > 0
        ? [{ kind: 'text' as const, text: text('appraisal:remind.superiorMore', { count: rest }) }]
        : []),
    ]
  }

  async function officerPart(personId: string, { quarter }: Cycle): Promise<Block[]> {
    if (!(await people.withRole('officer')).includes(personId)) return []
    const { total, done, gaps } = await cycle.numbers(quarter, clock.now())
    if (total === done && gaps === 0) return []
    const late = (await cycle.loads(quarter, clock.now())).filter(({ left }) => left > 0)
    const count = new Set(late.flatMap(({ appraiserId }) => appraiserId ?? [])).size
    return [
      { kind: 'text', text: text('appraisal:remind.digest') },
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

  const cycleOf = async (code: string) => {
    const quarter = readQuarter(code)
    return quarter && (await cycle.cycleOf(quarter))
  }
  return {
    name: REMINDER,
    card: async (reader, code = '') => {
      const found = await cycleOf(code)
      return found && reader.kind === 'person' ? made(reader.personId, found) : null
    },
    changed: async (reader, code = '') => {
      const found = await cycleOf(code)
      if (!found || reader.kind !== 'person') return null
      return (await made(reader.personId, found)) ?? doneCard(found)
    },
  }
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
