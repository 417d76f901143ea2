import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Card, Label } from '../../../chat/model.ts'
import { buttons, plain } from '../../../chat/ui/blocks.ts'
import type { Berakhlak } from '../../../domain/berakhlak.ts'
import type { Kudos } from './repository.ts'

const VALUE_KEYS = {
  berorientasi_pelayanan: 'kudos:value.berorientasi_pelayanan',
  akuntabel: 'kudos:value.akuntabel',
  kompeten: 'kudos:value.kompeten',
  harmonis: 'kudos:value.harmonis',
  loyal: 'kudos:value.loyal',
  adaptif: 'kudos:value.adaptif',
  kolaboratif: 'kudos:value.kolaboratif',
} as const satisfies Record<Berakhlak, Key>
export const valueText = (value: Berakhlak) => text(VALUE_KEYS[value])

/** A kudos with the names a reader may see. */
export interface NamedKudos {
  kudos: Kudos
  giver: string
  receivers: Label
}

const say = ({ kudos, giver }: NamedKudos): Block[] => [
  { kind: 'quote', said: kudos.message },
  {
    kind: 'facts',
    rows: [
      [text('kudos:fact.value'), valueText(kudos.value)],
      [text('kudos:fact.from'), giver],
    ],
  },
]

/** To the giver: it is on its way, and can be taken back for a while. */
export const receiptCard = ({ kudos, receivers }: NamedKudos, withdraw: Action<[string]>): Card => ({
  title: text('kudos:receipt.title'),
  blocks: [
    { kind: 'text', text: text('kudos:receipt.body', { receivers }) },
    { kind: 'quote', said: kudos.message },
    { kind: 'facts', rows: [[text('kudos:fact.value'), valueText(kudos.value)]] },
    ...buttons({ label: text('kudos:withdraw.button'), press: press(withdraw, kudos.id) }),
  ],
})

export const withdrawnCard = () => plain(text('kudos:withdraw.title'), text('kudos:withdraw.body'))

/** To the receiver, in private. */
export const receivedCard = (seen: NamedKudos, report: Action<[string]>): Card => ({
  title: text('kudos:received.title'),
  blocks: [
    ...say(seen),
    ...buttons({ label: text('kudos:report.button'), press: press(report, seen.kudos.id) }),
  ],
})

/** To the group: only those who like it to be seen are named. */
export const postedCard = (seen: NamedKudos, report: Action<[string]>): Card => ({
  title: text('kudos:posted.title', { receivers: seen.receivers }),
  blocks: [
    ...say(seen),
    ...buttons({ label: text('kudos:report.button'), press: press(report, seen.kudos.id) }),
  ],
})

/** What stands in place of a kudos that was taken back or hidden. */
export const goneCard = ({ hiddenAt }: Kudos) =>
  hiddenAt
    ? plain(text('kudos:gone.hidden'), text('kudos:gone.hiddenBody'))
    : plain(text('kudos:gone.withdrawn'), text('kudos:gone.withdrawnBody'))

/** What an officer may do about a report. */
export interface Decisions {
  hide: Action<[string]>
  keep: Action<[string]>
}
/** To the officers: what was reported and why. */
export const reportedCard = (
  seen: NamedKudos,
  report: { reason: string; reporter: string },
  { hide, keep }: Decisions,
): Card => ({
  title: text('kudos:reported.title'),
  blocks: [
    { kind: 'text', text: text('kudos:reported.body', { receivers: seen.receivers }) },
    ...say(seen),
    { kind: 'text', text: text('kudos:reported.reason', { reporter: report.reporter }) },
    { kind: 'quote', said: report.reason },
    ...buttons(
      { label: text('kudos:reported.hide'), tone: 'danger', press: press(hide, seen.kudos.id) },
      { label: text('kudos:reported.keep'), press: press(keep, seen.kudos.id) },
    ),
  ],
})

export const hiddenCard = ({ hiddenReason, message }: Kudos): Card => ({
  title: text('kudos:hidden.title'),
  blocks: [
    { kind: 'quote', said: message },
    { kind: 'text', text: text('kudos:hidden.body') },
    { kind: 'quote', said: hiddenReason ?? '' },
  ],
})
