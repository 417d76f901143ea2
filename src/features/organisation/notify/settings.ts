/** /pengaturan: what a person sets for themselves. */

import { z } from 'zod'
import { type Command, type Contributions, type Form, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Card, Reply, RequestContext, Text } from '../../../chat/model.ts'
import { toggleArg, toggled } from '../../../chat/ui/toggle.ts'
import type { PeopleService } from '../people/api.ts'
import type { Notify } from './outbox.ts'
import type { Preference } from './repository.ts'

export interface SettingsDeps {
  notify: Pick<Notify, 'preference' | 'savePreference'>
  people: Pick<PeopleService, 'accounts'>
}

const CAN = 'notify.settings' as const
const CHANNELS: Record<string, Key> = {
  telegram: 'notify:channel.telegram',
  slack: 'notify:channel.slack',
  web: 'notify:channel.web',
}
export const channelName = (channel: string): Text => text(CHANNELS[channel] ?? 'notify:channel.web')

export function settingsScreens({
  notify,
  people,
}: SettingsDeps): Pick<Contributions, 'commands' | 'actions' | 'forms'> {
  const card = async ({ actor }: RequestContext): Promise<Card> =>
    settingsCard(await notify.preference(actor.personId))
  const changed = async (
    context: RequestContext,
    change: (now: Preference) => Partial<Preference>,
  ): Promise<Reply> => {
    const before = await notify.preference(context.actor.personId)
    await notify.savePreference(context.actor.personId, { ...before, ...change(before) })
    return { kind: 'card', over: true, card: await card(context) }
  }

  // Each button says what it leads to: pressed twice, it leads there once. Older ones turn what they find.
  const language = defineAction({
    verb: 'settings.language',
    can: CAN,
    args: z.tuple([z.string()]),
    run: (context, to = context.actor.locale === 'id' ? 'en' : 'id') => {
      const locale = to === 'en' ? 'en' : 'id'
      // The answer already comes in the language just chosen.
      context.actor.locale = locale
      return changed(context, () => ({ locale }))
    },
  })
  const digest = defineAction({
    verb: 'settings.digest',
    can: CAN,
    args: z.tuple([z.string()]),
    run: (context, to = '') => changed(context, before => ({ digest: toggled(before.digest, to) })),
  })
  const publicKudos = defineAction({
    verb: 'settings.public-kudos',
    can: CAN,
    args: z.tuple([z.string()]),
    run: (context, to = '') => changed(context, before => ({ publicKudos: toggled(before.publicKudos, to) })),
  })
  const quiet = defineAction({
    verb: 'settings.quiet',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'settings.quiet', args: [] }),
  })
  /** @param after the platform it turns away from; `-`: none was first */
  const first = defineAction({
    verb: 'settings.first',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, after = '') => {
      const linked = [
        ...new Set((await people.accounts(context.actor.personId)).map(({ channel }) => channel)),
      ]
      return changed(context, ({ firstChannel }) =>
        after !== '' && after !== (firstChannel ?? ANY) ? {} : { firstChannel: nextOf(linked, firstChannel) },
      )
    },
  })
  const quietForm: Form = quietHoursForm(notify)

  const settingsCard = (now: Preference): Card => ({
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
      {
        kind: 'buttons',
        buttons: [
          {
            label: text('notify:settings.toLanguage'),
            press: press(language, now.locale === 'id' ? 'en' : 'id'),
          },
          { label: text('notify:settings.toQuiet'), press: press(quiet) },
          { label: text('notify:settings.toFirst'), press: press(first, now.firstChannel ?? ANY) },
          {
            label: text(now.digest ? 'notify:settings.digestOff' : 'notify:settings.digestOn'),
            press: press(digest, toggleArg(now.digest)),
          },
          {
            label: text(now.publicKudos ? 'notify:settings.publicOff' : 'notify:settings.publicOn'),
            press: press(publicKudos, toggleArg(now.publicKudos)),
          },
        ],
      },
    ],
  })

  const pengaturan: Command = {
    name: 'pengaturan',
    about: text('notify:about.pengaturan'),
    button: text('notify:menu.pengaturan'),
    can: CAN,
    run: async context => ({ kind: 'card', card: await card(context) }),
  }
  return {
    commands: [pengaturan],
    actions: [language, digest, publicKudos, quiet, first],
    forms: [quietForm],
  }
}

function quietHoursForm(notify: SettingsDeps['notify']): Form {
  const hours = [18, 19, 20, 21, 22].map(asClock)
  const mornings = [5, 6, 7, 8].map(asClock)
  const options = (times: string[]) => times.map(time => ({ value: time, label: time.replace(':', '.') }))
  return {
    id: 'settings.quiet',
    title: text('notify:quiet.title'),
    can: CAN,
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
    submit: async ({ actor }, _args, { from, until }) => {
      const quiet = from === NONE.value ? null : { from: String(from), until: String(until) }
      await notify.savePreference(actor.personId, { ...(await notify.preference(actor.personId)), quiet })
      const body = quiet ? text('notify:quiet.saved', quiet) : text('notify:quiet.off')
      return {
        kind: 'card',
        over: true,
        card: { title: text('notify:quiet.title'), blocks: [{ kind: 'text', text: body }] },
      }
    },
  }
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
