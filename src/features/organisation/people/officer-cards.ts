import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Text } from '../../../chat/model.ts'
import { listed } from '../../../chat/ui/lists.ts'
import { maskNip } from '../../../domain/nip.ts'
import type { Issued } from './accounts/codes.ts'
import type { Person } from './repository.ts'
import { GIVEN_ROLES, type GivenRole, isGivenRole } from './rules.ts'
import type { NamedDelegation } from './structure/repository-delegates.ts'

export const PAGE = 8
const words = (said: Text): Block => ({ kind: 'text', text: said })
const row = (...buttons: Button[]): Block => ({ kind: 'buttons', buttons })

const ROLE_KEYS = {
  officer: 'people:role.officer',
  leader: 'people:role.leader',
  administrator: 'people:role.administrator',
} as const satisfies Record<GivenRole, Key>
const KIND_KEYS = { plt: 'people:delegate.plt', plh: 'people:delegate.plh' } as const
export const kindText = (kind: keyof typeof KIND_KEYS) => text(KIND_KEYS[kind])

/** The roles somebody was given, joined; everybody is an employee. */
export function rolesText(roles: readonly string[]): Label {
  const given = roles.filter(isGivenRole).map(role => text(ROLE_KEYS[role]))
  return given.length > 0 ? listed(given) : text('people:role.employee')
}

export interface PersonActions {
  one: Action<[string]>
  code: Action<[string]>
  free: Action<[string]>
  leave: Action<[string]>
  roles: Action<[string]>
  role: Action<[string, string, string]>
}

export interface Seen {
  person: Person
  channels: readonly string[]
  /** Roles are an administrator's to give. */
  mayRoles: boolean
}

export function personCard(
  { person, channels, mayRoles }: Seen,
  { code, free, leave, roles }: PersonActions,
): Card {
  const { id, name, nip, position, unitName } = person
  const linked: Label = channels.length > 0 ? listed(channels) : text('people:one.noAccount')
  return {
    title: text('people:one.title', { name }),
    blocks: [
      {
        kind: 'facts',
        rows: [
          [text('people:profile.nip'), maskNip(nip)],
          [text('people:profile.position'), position],
          [text('people:profile.unit'), unitName],
          [text('people:one.roles'), rolesText(person.roles)],
          [text('people:profile.channels'), linked],
        ],
      },
      row(
        { label: text('people:one.code'), tone: 'primary', press: press(code, id) },
        ...(channels.length > 0 ? [{ label: text('people:one.free'), press: press(free, id) }] : []),
        ...(mayRoles ? [{ label: text('people:one.changeRoles'), press: press(roles, id) }] : []),
        { label: text('people:one.leave'), tone: 'danger', press: press(leave, id) },
      ),
    ],
  }
}

export function codeCard({ person, code, until, links }: Issued): Card {
  return {
    title: text('people:codes.title', { name: person.name }),
    blocks: [
      {
        kind: 'facts',
        rows: [
          [text('people:codes.code'), code],
          [text('people:codes.until'), text('people:moment', { at: until })],
        ],
      },
      words(text('people:codes.once')),
      // Not a button: whoever taps it would link their own account.
      ...links.flatMap(({ channel, url }): Block[] => [
        words(text('people:codes.link', { channel })),
        { kind: 'quote', said: url },
      ]),
    ],
  }
}

export function sureCard(title: Text, body: Text, yes: Button, back: Button): Card {
  return { title, blocks: [words(body), row(yes, back)] }
}

export function rolesCard(person: Person, { role, one }: PersonActions): Card {
  const buttons = GIVEN_ROLES.map((given): Button => {
    const held = person.roles.includes(given)
    return {
      label: text(held ? 'people:roles.take' : 'people:roles.give', { role: text(ROLE_KEYS[given]) }),
      ...(held && { tone: 'danger' as const }),
      press: press(role, person.id, given, held ? '0' : '1'),
    }
  })
  return {
    title: text('people:roles.title', { name: person.name }),
    blocks: [
      { kind: 'facts', rows: [[text('people:one.roles'), rolesText(person.roles)]] },
      words(text('people:roles.body')),
      row(...buttons, { label: text('people:desk.back'), press: press(one, person.id) }),
    ],
  }
}

export interface Turning {
  page: number
  total: number
  turn: Action<[string]>
}
export function turns({ page, total, turn }: Turning): Button[] {
  return [
    ...(page > 0 ? [{ label: text('chat:page.previous'), press: press(turn, String(page - 1)) }] : []),
    ...((page + 1) * PAGE < total
      ? [{ label: text('chat:page.next'), press: press(turn, String(page + 1)) }]
      : []),
  ]
}

export function delegatesCard(
  rows: readonly NamedDelegation[],
  turning: Turning,
  { add, end }: { add: Action<[]>; end: Action<[string]> },
): Card {
  const facts = rows.map(({ kind, delegate, principal, fromDay, untilDay }): [Label, Label] => [
    text('people:delegate.row', { kind: kindText(kind), delegate, principal }),
    text('people:delegate.days', { from: fromDay, until: untilDay }),
  ])
  const ends = rows.map(
    ({ id, delegate }): Button => ({
      label: text('people:delegate.end', { name: delegate.slice(0, 40) }),
      press: press(end, id),
    }),
  )
  return {
    title: text('people:delegate.title'),
    blocks: [
      facts.length > 0 ? { kind: 'facts', rows: facts } : words(text('people:delegate.none')),
      row(
        { label: text('people:delegate.add'), tone: 'primary', press: press(add) },
        ...ends,
        ...turns(turning),
      ),
    ],
  }
}
