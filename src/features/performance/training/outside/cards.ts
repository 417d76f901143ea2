/** A training elsewhere as its participant and the officer see it. It is about one person: confidential. */

import { type Action, press } from '../../../../chat/contributions.ts'
import { type Key, text } from '../../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Text } from '../../../../chat/model.ts'
import { buttons, line } from '../../../../chat/ui/blocks.ts'
import type { OutsideState } from '../rules.ts'
import type { Outside } from './repository.ts'

export interface OutsideActions {
  show: Action<[string]>
  record: Action<[]>
  file: Action<[string]>
  yes: Action<[string]>
  no: Action<[string]>
  waiting: Action<[number]>
}
const STATE_KEYS = {
  reported: 'training:outside.reported',
  confirmed: 'training:outside.confirmed',
  declined: 'training:outside.declined',
} as const satisfies Record<OutsideState, Key>
const secret = (title: Text, ...blocks: Block[]): Card => ({ title, blocks, confidential: true })

/** `name`: whose it is, for an officer; null for the person. */
export function outsideCard(
  found: Outside,
  { name, decides }: { name: string | null; decides: boolean },
  actions: OutsideActions,
): Card {
  const { id, title, provider, hours, endedOn, state, reason } = found
  const rows: [Label, Label][] = [
    [text('training:plan.name'), title],
    [text('training:fact.provider'), provider],
    [text('training:fact.hours'), text('training:hours.jp', { hours })],
    [text('training:outside.ended'), text('training:fact.day', { deadline: endedOn })],
  ]
  const list: Button[] = [{ label: text('training:button.certificate'), press: press(actions.file, id) }]
  if (decides && state === 'reported') {
    list.push({ label: text('training:outside.yes'), tone: 'primary', press: press(actions.yes, id) })
    list.push({ label: text('training:outside.no'), tone: 'danger', press: press(actions.no, id) })
  }
  return secret(
    name === null ? text('training:outside.own') : text('training:outside.of', { name }),
    { kind: 'facts', rows },
    line(text(STATE_KEYS[state])),
    ...(reason ? [{ kind: 'quote' as const, said: reason }] : []),
    ...buttons(...list),
  )
}

/** Below one's own trainings: those elsewhere, and how to add one. */
export function outsideBlocks(list: readonly Outside[], { show, record }: OutsideActions): Block[] {
  const rows = list.map(({ id, title, endedOn }): Button => {
    const label = text('training:outside.line', { title, day: endedOn })
    return { label, press: press(show, id) }
  })
  const add = { label: text('training:outside.record'), press: press(record) }
  return [...(rows.length > 0 ? [line(text('training:outside.intro'))] : []), ...buttons(...rows, add)]
}

export function waitingCard(
  list: readonly (Outside & { name: string })[],
  turn: Button[],
  { show }: Pick<OutsideActions, 'show'>,
): Card {
  const rows = list.map(({ id, name, title }): Button => {
    return { label: text('training:outside.waitingLine', { name, title }), press: press(show, id) }
  })
  const body = text(list.length > 0 ? 'training:outside.waitingBody' : 'training:outside.nothing')
  return secret(text('training:outside.waiting'), line(body), ...buttons(...rows, ...turn))
}
