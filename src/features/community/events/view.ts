/** What a reader sees of an event: its facts, the numbers, and their own answer. */

import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, FileRef, Label, Text } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import { listed } from '../../../chat/ui/lists.ts'
import { dayOf } from '../../../domain/calendar/office-day.ts'
import * as answers from './answers/repository.ts'
import { icsOf } from './calendar-file.ts'
import { type EventsDeps, ICS } from './deps.ts'
import type * as repository from './repository.ts'
import { answersUntil, type State } from './rules.ts'

/** What everybody in the office may do with events. */
export const CAN = 'events.use' as const

/** An event with all that its cards show. */
export interface EventView {
  event: repository.Event
  maker: string
  /** Names of the units it is for; none: everyone. */
  units: string[]
  counts: answers.Counts
  mine: answers.Answer | null
}
export type View = ReturnType<typeof createView>

export function createView({ db, people, files }: Pick<EventsDeps, 'db' | 'people' | 'files'>) {
  /** @param personId whose own answer is shown; null for a group */
  async function of(event: repository.Event, personId: string | null): Promise<EventView> {
    const units = event.audience.length > 0 ? await people.units() : []
    const names = new Map(units.map(({ id, name }) => [id, name]))
    return {
      event,
      maker: (await people.person(event.makerId)).name,
      units: event.audience.flatMap(id => names.get(id) ?? []),
      counts: await answers.counts(db.client, event.id),
      mine: personId === null ? null : await answers.answerOf(db.client, event.id, personId),
    }
  }

  /** A calendar file of the event as it stands now. */
  async function calendarFile(event: repository.Event): Promise<FileRef> {
    const ics = icsOf({ ...event, cancelled: event.cancelledAt !== null })
    return files.put({ name: `kegiatan-${event.id}.ics`, ...ICS, bytes: Buffer.from(ics) }, ICS_KEEP_DAYS)
  }
  return { of, calendarFile }
}

/** Whoever wants it later asks again. */
const ICS_KEEP_DAYS = 30

export const stateText = (state: State): Text => text(`events:state.${state}`)
export const whenText = ({ startsAt, endsAt }: repository.Event): Text =>
  text('events:when', { from: startsAt, until: endsAt })

/** When, where, for whom, and how many come. */
export function facts({ event, maker, units, counts, mine }: EventView): Block {
  const rows: [Label, Label][] = [
    [text('events:fact.when'), whenText(event)],
    [text('events:fact.place'), event.place],
    [text('events:fact.audience'), units.length > 0 ? listed(units) : text('events:fact.office')],
    [text('events:fact.maker'), maker],
  ]
  if (event.deadline) rows.push([text('events:fact.deadline'), text('events:day', { day: event.deadline })])
  if (event.announcedAt && !event.cancelledAt) rows.push(...numbers(event, counts))
  else if (event.seats !== null)
    rows.push([text('events:fact.seats'), text('events:people', { count: event.seats })])
  if (mine) rows.push([text('events:fact.mine'), stateText(mine.state)])
  return { kind: 'facts', rows }
}

function numbers({ seats }: repository.Event, { yes, maybe, no, waiting }: answers.Counts): [Label, Label][] {
  return [
    ...(seats === null
      ? []
      : [[text('events:fact.seats'), text('events:taken', { yes, seats })] satisfies [Label, Label]]),
    [text('events:fact.answers'), text('events:counts', { yes, maybe, no })],
    ...(waiting > 0
      ? [[text('events:fact.waiting'), text('events:people', { count: waiting })] satisfies [Label, Label]]
      : []),
  ]
}

/** What happens, with its picture. */
export function body({ event }: EventView): Block[] {
  const picture: Block[] = event.picture
    ? [{ kind: 'file', file: event.picture, alt: text('events:card.picture', { title: event.title }) }]
    : []
  return [...picture, { kind: 'quote', said: event.about }]
}

export function cancelledCard(seen: EventView): Card {
  const { title, cancelReason } = seen.event
  return {
    title: text('events:card.cancelled', { title }),
    blocks: [
      { kind: 'text', text: text('events:card.cancelledBody') },
      { kind: 'quote', said: cancelReason ?? '' },
      facts(seen),
    ],
  }
}

/** The toast after a tap. */
export function thanks(state: State, { event, name, line, zone }: Thanks): Text {
  if (state === 'waiting') return text('events:answer.waiting', { line: line ?? 1 })
  return text(`events:answer.${state}`, { name, until: answersUntil(event, zone) })
}
export interface Thanks {
  event: repository.Event
  name: string
  line: number | null
  zone: string
}

export const dayText = (event: repository.Event, zone: string): Text =>
  text('events:list.item', { title: event.title, day: dayOf(event.startsAt, zone) })

export const withButtons = (card: Card, list: Button[]): Card => ({
  ...card,
  blocks: [...card.blocks, ...buttons(...list)],
})
