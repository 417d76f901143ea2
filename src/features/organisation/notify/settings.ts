/** /pengaturan: what a person sets for themselves. */

import { z } from 'zod'
import { type Action, type Command, type Form, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Card, Reply, RequestContext, Text } from '../../../chat/model.ts'
import { toggleArg, toggled } from '../../../chat/ui/toggle.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../people/api.ts'
import type { Notify } from './outbox.ts'
import type { Preference } from './repository.ts'

export interface SettingsDeps {
  notify: Pick<Notify, 'preference' | 'savePreference'>
  transact: Transact
  people: Pick<PeopleService, 'accounts'>
}

const CAN = 'notify.settings' as const
const CHANNELS: ReadonlyMap<string, Key> = new Map(
  Object.entries<Key>({
    telegram: 'notify:channel.telegram',
    slack: 'notify:channel.slack',
    web: 'notify:channel.web',
  }),
)
const channelName = (channel: string): Text => text(CHANNELS.get(channel) ?? 'notify:channel.web')

export function settingsScreens({ notify, transact, people }: SettingsDeps) {
  const change = changePreference({ notify, transact })
  const actions = settingsActions(change, people)
  const pengaturan: Command = {
    name: 'pengaturan',
    about: text('notify:about.pengaturan'),
    button: text('notify:menu.pengaturan'),
    can: CAN,
    run: async ({ actor }) => ({
      kind: 'card',
      card: settingsCard(await notify.preference(actor.personId), actions),
    }),
  }
  return {
    commands: [pengaturan],
    actions: Object.values(actions),
    forms: [quietHoursForm(change)],
  }
}

type Change = (
  context: RequestContext,
  change: (now: Preference) => Partial<Preference>,
) => Promise<Preference>

/** Two changes at once are made one after the other: each is made to what the other left. */
const changePreference =
  ({ notify, transact }: Pick<SettingsDeps, 'notify' | 'transact'>): Change =>
  (context, change) =>
    transact(context, async work => {
      const { personId } = context.actor
      await work.lock(`preference:${personId}`)
      const before = await notify.preference(personId, work.tx)
      const after = { ...before, ...change(before) }
      await notify.savePreference(work.tx, personId, after)
      return after
    })

interface SettingsActions {
  language: Action<[to: string | undefined]>
  digest: Action<[to: string]>
  publicKudos: Action<[to: string]>
  quiet: Action<[]>
  first: Action<[after: string]>
}

/** Each button says what it leads to: pressed twice, it leads there once. Those of older messages turn what they find. */
function settingsActions(change: Change, people: SettingsDeps['people']): SettingsActions {
  const changed = async (
    context: RequestContext,
    how: (now: Preference) => Partial<Preference>,
  ): Promise<Reply> => ({
    kind: 'card',
    over: true,
    card: settingsCard(await change(context, how), actions),
  })
  const actions: SettingsActions = {
    language: defineAction({
      verb: 'settings.language',
      can: CAN,
      args: z.tuple([z.string().optional()]),
      run: (context, to = context.actor.locale === 'id' ? 'en' : 'id') => {
        const locale = to === 'en' ? 'en' : 'id'
        // The answer already comes in the language just chosen.
        context.actor.locale = locale
        return changed(context, () => ({ locale }))
      },
    }),
    digest: defineAction({
      verb: 'settings.digest',
      can: CAN,
      args: z.tuple([z.string().default('')]),
      run: (context, to) => changed(context, before => ({ digest: toggled(before.digest, to) })),
    }),
    publicKudos: defineAction({
      verb: 'settings.public-kudos',
      can: CAN,
      args: z.tuple([z.string().default('')]),
      run: (context, to) => changed(context, before => ({ publicKudos: toggled(before.publicKudos, to) })),
    }),
    quiet: defineAction({
      verb: 'settings.quiet',
      can: CAN,
      args: z.tuple([]),
      run: async () => ({ kind: 'form', form: 'settings.quiet', args: [] }),
    }),
    /** `after`: the platform it turns away from; `-`: none was first. */
    first: defineAction({
      verb: 'settings.first',
      can: CAN,
      args: z.tuple([z.string().default('')]),
      run: async (context, after) => {
        const accounts = await people.accounts(context.actor.personId)
        const linked = [...new Set(accounts.map(({ channel }) => channel))]
        return changed(context, ({ firstChannel }) =>
          after !== '' && after !== (firstChannel ?? ANY)
            ? {}
            : { firstChannel: nextOf(linked, firstChannel) },
        )
      },
    }),
  }
  return actions
}

const settingsCard = (now: Preference, actions: SettingsActions): Card => ({
  title: text('notify:settings.title'),
  blocks: [
    { kind: 'text', text: text('notify:settings.intro') },
    {
      kind: 'facts',
      rows: [
        [
          text('notify:settings.language'),
          text(now.locale === 'id' ? 'notify:language.id' : 'notify:language.en'),
        ],
        [
          text('notify:settings.quiet'),
          now.quiet ? text('notify:settings.from', { ...now.quiet }) : text('notify:settings.none'),
        ],
        [
          text('notify:settings.first'),
          now.firstChannel ? channelName(now.firstChannel) : text('notify:settings.any'),
        ],
        [text('notify:settings.digest'), onOff(now.digest)],
        [text('notify:settings.publicKudos'), onOff(now.publicKudos)],
      ],
    },
    settingsButtons(now, actions),
  ],
})

const settingsButtons = (now: Preference, actions: SettingsActions): Card['blocks'][number] => ({
  kind: 'buttons',
  buttons: [
    {
      label: text('notify:settings.toLanguage'),
      press: press(actions.language, now.locale === 'id' ? 'en' : 'id'),
    },
    { label: text('notify:settings.toQuiet'), press: press(actions.quiet) },
    { label: text('notify:settings.toFirst'), press: press(actions.first, now.firstChannel ?? ANY) },
    {
      label: text(now.digest ? 'notify:settings.digestOff' : 'notify:settings.digestOn'),
      press: press(actions.digest, toggleArg(now.digest)),
    },
    {
      label: text(now.publicKudos ? 'notify:settings.publicOff' : 'notify:settings.publicOn'),
      press: press(actions.publicKudos, toggleArg(now.publicKudos)),
    },
  ],
})

function quietHoursForm(change: Change): Form {
  const hours = [18, 19, 20, 21, 22].map(asClock)
  const mornings = [5, 6, 7, 8].map(asClock)
  const options = (times: string[]) =>
    times.map(time => ({ value: time, label: text('chat:clock', { time }) }))
  return defineForm({
    id: 'settings.quiet',
    title: text('notify:quiet.title'),
    can: CAN,
    args: z.tuple([]),
    answers: z.object({ from: z.string(), until: z.string() }),
    fields: async () => [
      {
        kind: 'choice',
        id: 'from',
        label: text('notify:quiet.from'),
        hint: text('notify:quiet.hint'),
        options: [...options(hours), NONE],
      },
      { kind: 'choice', id: 'until', label: text('notify:quiet.until'), options: options(mornings) },
    ],
    submit: async (context, _args, { from, until }) => {
      const quiet = from === NONE.value ? null : { from, until }
      await change(context, () => ({ quiet }))
      const body = quiet ? text('notify:quiet.saved', quiet) : text('notify:quiet.off')
      return {
        kind: 'card',
        over: true,
        card: { title: text('notify:quiet.title'), blocks: [{ kind: 'text', text: body }] },
      }
    },
  })
}

const NONE = { value: 'none', label: text('notify:settings.none') }
/** No platform is first. */
const ANY = '-'
const asClock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const onOff = (on: boolean) => text(on ? 'notify:settings.on' : 'notify:settings.off')

/** Goes round the linked platforms, and past the last one to "any". */
function nextOf(linked: string[], now: string | null): string | null {
  const index = now === null ? 0 : linked.indexOf(now) + 1
  return linked[index] ?? null
}
