import { text } from '../../../chat/i18n/words.ts'
import type { Card, Label } from '../../../chat/model.ts'
import { listed } from '../../../chat/ui/lists.ts'
import { maskNip } from '../../../domain/nip.ts'
import { kindText, rolesText } from './officer-cards.ts'
import type { Person } from './repository.ts'

type Fact = [label: Label, value: Label]

/** Verb of the button under the privacy notice. */
export const UNDERSTOOD = 'people.understood'

/** What anyone may learn who has linked no account: nothing about anyone. */
export const guestCard = (): Card => ({
  title: text('people:guest.title'),
  blocks: [
    { kind: 'text', text: text('people:guest.body') },
    { kind: 'text', text: text('people:guest.how') },
  ],
})

export const wrongCodeCard = (left: number): Card => ({
  title: text('people:code.wrong.title'),
  blocks: [{ kind: 'text', text: text('people:code.wrong.body', { left }) }],
})

export const lockedCard = (until: Date): Card => ({
  title: text('people:code.locked.title'),
  blocks: [{ kind: 'text', text: text('people:code.locked.body', { until }) }],
})

/** The privacy notice of UU 27/2022: what is kept, why, and one's rights. */
export const noticeCard = (name: string): Card => ({
  title: text('people:notice.title', { name }),
  blocks: [
    { kind: 'text', text: text('people:notice.body') },
    { kind: 'text', text: text('people:notice.rights') },
    {
      kind: 'buttons',
      buttons: [
        { label: text('people:notice.understood'), tone: 'primary', press: { verb: UNDERSTOOD, args: [] } },
      ],
    },
  ],
})

export interface Profile {
  person: Person
  appraiserName: string | null
  channels: readonly string[]
  /** For whom one acts today, as Plt. or Plh. */
  actsFor: readonly { kind: 'plt' | 'plh'; principal: string }[]
  /** Who acts for oneself today. */
  replacedBy: string | null
}

/** `more`: what other features know of the person. */
export const profileCard = (
  { person, appraiserName, channels, actsFor, replacedBy }: Profile,
  more: readonly [label: Label, value: Label][],
): Card => ({
  title: text('people:profile.title', { name: person.name }),
  confidential: true,
  blocks: [
    {
      kind: 'facts',
      rows: [
        [text('people:profile.nip'), maskNip(person.nip)],
        [text('people:profile.position'), person.position],
        [text('people:profile.unit'), person.unitName],
        ...(person.status ? ([[text('people:profile.status'), person.status]] satisfies Fact[]) : []),
        ...(person.startDate
          ? ([[text('people:profile.since'), text('people:day', { day: person.startDate })]] satisfies Fact[])
          : []),
        ...(person.email ? ([[text('people:profile.email'), person.email]] satisfies Fact[]) : []),
        [text('people:profile.appraiser'), appraiserName ?? text('people:profile.none')],
        [text('people:one.roles'), rolesText(person.roles)],
        ...actsFor.map(
          ({ kind, principal }): Fact => [
            text('people:profile.acting'),
            text('people:profile.actsFor', { kind: kindText(kind), principal }),
          ],
        ),
        ...(replacedBy ? ([[text('people:profile.replacedBy'), replacedBy]] satisfies Fact[]) : []),
        ...more,
        [text('people:profile.channels'), listed(channels)],
      ],
    },
    { kind: 'text', text: text('people:profile.wrong') },
  ],
})
