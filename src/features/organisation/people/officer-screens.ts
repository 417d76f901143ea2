import { z } from 'zod'
import { text } from '../../../chat/i18n/words.ts'
import {
  type Action,
  type Asking,
  type DeskEntry,
  type Feature,
  type Form,
  press,
  Refusal,
  type Reply,
} from '../../../chat/model.ts'
import { may } from '../../../domain/abilities.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { Codes } from './accounts/codes.ts'
import { sheetScreens } from './accounts/sheet-screens.ts'
import { SAMPLE_VERB } from './import/screens.ts'
import { codeCard, type PersonActions, personCard, rolesCard, sureCard } from './officer-cards.ts'
import { isGivenRole } from './rules.ts'
import { delegateScreens } from './structure/delegate-screens.ts'
import type { Delegates } from './structure/delegates.ts'

export interface DeskDeps {
  accounts: Accounts
  codes: Codes
  delegates: Delegates
}
const SURE = {
  free: { title: 'people:free.title', body: 'people:free.body', yes: 'people:free.yes' },
  left: { title: 'people:left.title', body: 'people:left.body', yes: 'people:left.yes' },
} as const
const Found = z.object({ person: z.tuple([z.string()]) })
type Screens = Required<Pick<Feature, 'actions' | 'forms' | 'desk'>>

/** The officer's desk for people: one entry on /kelola, and all there is behind it. */
export function deskScreens({ accounts, codes, delegates }: DeskDeps): Screens {
  const person = personScreens({ accounts, codes })
  const sheets = sheetScreens(codes)
  const acting = delegateScreens(delegates)
  const home: Action<[]> = {
    verb: 'people.desk',
    can: 'people.codes',
    run: async () => ({
      kind: 'card',
      card: {
        title: text('people:desk.title'),
        blocks: [
          { kind: 'text', text: text('people:desk.body') },
          {
            kind: 'buttons',
            buttons: [
              { label: text('people:desk.find'), tone: 'primary', press: press(person.find) },
              { label: text('people:desk.sheet'), press: press(sheets.choose, '0') },
              { label: text('people:desk.delegates'), press: press(acting.list, '0') },
              { label: text('people:import.sampleTitle'), press: { verb: SAMPLE_VERB, args: [] } },
            ],
          },
        ],
      },
    }),
  }
  const entry: DeskEntry = { label: text('people:desk.label'), can: 'people.codes', press: press(home) }
  return {
    desk: [entry],
    actions: [home, ...person.actions, ...sheets.actions, ...acting.actions],
    forms: [person.form, ...sheets.forms, ...acting.forms],
  }
}

function personScreens({ accounts, codes }: Pick<DeskDeps, 'accounts' | 'codes'>) {
  const find: Action<[]> = {
    verb: 'people.find',
    can: 'people.codes',
    run: async () => ({ kind: 'form', form: 'people.find', args: [] }),
  }
  const form: Form = {
    id: 'people.find',
    title: text('people:find.title'),
    can: 'people.codes',
    fields: async () => [
      {
        kind: 'person',
        id: 'person',
        among: 'office',
        label: text('people:find.person'),
        hint: text('people:find.hint'),
      },
    ],
    submit: async (asking, _args, answers) => ({
      kind: 'card',
      card: await seen(asking, Found.parse(answers).person[0]),
    }),
  }
  const one: Action<[string]> = {
    verb: 'people.one',
    can: 'people.codes',
    run: async (asking, id) => over(await seen(asking, id)),
  }
  const code: Action<[string]> = {
    verb: 'people.code',
    can: 'people.codes',
    run: async (asking, id) => {
      await accounts.subject(asking, id)
      return over(codeCard(await codes.one(asking, id)))
    },
  }
  const free = asked('people.free', 'people.codes', 'free', async (asking, id) => {
    const { name } = await accounts.subject(asking, id)
    const count = await accounts.release(asking, id)
    return [text('people:free.done', { name }), text('people:free.doneBody', { count })]
  })
  const leave = asked('people.leave', 'people.leave', 'left', async (asking, id) => {
    const { name } = await accounts.subject(asking, id)
    await accounts.retire(asking, id)
    return [text('people:left.done', { name }), text('people:left.doneBody')]
  })
  const roles: Action<[string]> = {
    verb: 'people.roles',
    can: 'people.roles',
    run: async (asking, id) => over(rolesCard(await accounts.subject(asking, id), actions)),
  }
  const role: Action<[string, string, string]> = {
    verb: 'people.role',
    can: 'people.roles',
    run: async (asking, id, given, held) => {
      if (!isGivenRole(given)) throw new Refusal(text('chat:refused.button'))
      return over(rolesCard(await accounts.setRole(asking, id, { role: given, held: held === '1' }), actions))
    },
  }
  const actions: PersonActions = { one, code, free: free.ask, leave: leave.ask, roles, role }

  async function seen(asking: Asking, id: string) {
    const person = await accounts.subject(asking, id)
    const channels = await accounts.channels(id)
    return personCard({ person, channels, mayRoles: may(asking.actor.roles, 'people.roles') }, actions)
  }

  /** What cannot be undone by a tap is asked once more. */
  function asked(
    verb: string,
    can: 'people.codes' | 'people.leave',
    words: keyof typeof SURE,
    act: (asking: Asking, id: string) => Promise<[ReturnType<typeof text>, ReturnType<typeof text>]>,
  ) {
    const yes: Action<[string]> = {
      verb: `${verb}-yes`,
      can,
      run: async (asking, id) => {
        const [title, body] = await act(asking, id)
        return over({ title, blocks: [{ kind: 'text', text: body }] })
      },
    }
    const ask: Action<[string]> = {
      verb,
      can,
      run: async (asking, id) => {
        const { name } = await accounts.subject(asking, id)
        const sure = { label: text(SURE[words].yes), tone: 'danger' as const, press: press(yes, id) }
        const back = { label: text('people:desk.back'), press: press(one, id) }
        return over(sureCard(text(SURE[words].title, { name }), text(SURE[words].body), sure, back))
      },
    }
    return { ask, yes }
  }

  return { find, form, actions: [find, one, code, free.ask, free.yes, leave.ask, leave.yes, roles, role] }
}

const over = (card: Extract<Reply, { kind: 'card' }>['card']): Reply => ({ kind: 'card', over: true, card })
