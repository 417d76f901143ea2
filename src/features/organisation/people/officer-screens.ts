import { z } from 'zod'
import { type Contributions, type OfficerMenuEntry, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type Reply, type RequestContext } from '../../../chat/model.ts'
import { may } from '../../../domain/abilities.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { Codes } from './accounts/codes.ts'
import { sheetScreens } from './accounts/sheet-screens.ts'
import { SAMPLE_VERB } from './import/screens.ts'
import { UNDO_VERB } from './import/undo-screens.ts'
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
type Screens = Required<Pick<Contributions, 'actions' | 'forms' | 'officerMenu'>>

/** The officer's desk for people: one entry on /kelola, and all there is behind it. */
export function officerScreens({ accounts, codes, delegates }: DeskDeps): Screens {
  const person = personScreens({ accounts, codes })
  const sheets = sheetScreens(codes)
  const acting = delegateScreens(delegates)
  const home = defineAction({
    verb: 'people.desk',
    can: 'people.codes',
    args: z.tuple([]),
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
              { label: text('people:import.undo.last'), press: { verb: UNDO_VERB, args: [''] } },
            ],
          },
        ],
      },
    }),
  })
  const entry: OfficerMenuEntry = {
    label: text('people:desk.label'),
    can: 'people.codes',
    press: press(home),
  }
  return {
    officerMenu: [entry],
    actions: [home, ...person.actions, ...sheets.actions, ...acting.actions],
    forms: [person.form, ...sheets.forms, ...acting.forms],
  }
}

function personScreens({ accounts, codes }: Pick<DeskDeps, 'accounts' | 'codes'>) {
  const find = defineAction({
    verb: 'people.find',
    can: 'people.codes',
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'people.find', args: [] }),
  })
  const form = defineForm({
    id: 'people.find',
    title: text('people:find.title'),
    can: 'people.codes',
    args: z.tuple([]),
    answers: Found,
    fields: async () => [
      {
        kind: 'person',
        id: 'person',
        among: 'office',
        label: text('people:find.person'),
        hint: text('people:find.hint'),
      },
    ],
    submit: async (context, _args, { person }) => ({
      kind: 'card',
      card: await seen(context, person[0]),
    }),
  })
  const one = defineAction({
    verb: 'people.one',
    can: 'people.codes',
    args: z.tuple([z.string()]),
    run: async (context, id) => over(await seen(context, id)),
  })
  const code = defineAction({
    verb: 'people.code',
    can: 'people.codes',
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const subject = await accounts.subject(context, id)
      return over(codeCard(await codes.one(context, subject)))
    },
  })
  const free = asked('people.free', 'people.codes', 'free', async (context, id) => {
    const { name } = await accounts.subject(context, id)
    const count = await accounts.release(context, id)
    return [text('people:free.done', { name }), text('people:free.doneBody', { count })]
  })
  const leave = asked('people.leave', 'people.leave', 'left', async (context, id) => {
    const { name } = await accounts.subject(context, id)
    await accounts.retire(context, id)
    return [text('people:left.done', { name }), text('people:left.doneBody')]
  })
  const roles = defineAction({
    verb: 'people.roles',
    can: 'people.roles',
    args: z.tuple([z.string()]),
    run: async (context, id) => over(rolesCard(await accounts.subject(context, id), actions)),
  })
  const role = defineAction({
    verb: 'people.role',
    can: 'people.roles',
    args: z.tuple([z.string(), z.string(), z.string()]),
    run: async (context, id, given, held) => {
      if (!isGivenRole(given)) throw new Refusal(text('chat:refused.button'))
      return over(
        rolesCard(await accounts.setRole(context, id, { role: given, held: held === '1' }), actions),
      )
    },
  })
  const actions: PersonActions = { one, code, free: free.ask, leave: leave.ask, roles, role }

  async function seen(context: RequestContext, id: string) {
    const person = await accounts.subject(context, id)
    const channels = await accounts.channels(id)
    return personCard({ person, channels, mayRoles: may(context.actor.roles, 'people.roles') }, actions)
  }

  /** What cannot be undone by a tap is asked once more. */
  function asked(
    verb: string,
    can: 'people.codes' | 'people.leave',
    words: keyof typeof SURE,
    act: (context: RequestContext, id: string) => Promise<[ReturnType<typeof text>, ReturnType<typeof text>]>,
  ) {
    const yes = defineAction({
      verb: `${verb}-yes`,
      can,
      args: z.tuple([z.string()]),
      run: async (context, id) => {
        const [title, body] = await act(context, id)
        return over({ title, blocks: [{ kind: 'text', text: body }] })
      },
    })
    const ask = defineAction({
      verb,
      can,
      args: z.tuple([z.string()]),
      run: async (context, id) => {
        const { name } = await accounts.subject(context, id)
        const sure = { label: text(SURE[words].yes), tone: 'danger' as const, press: press(yes, id) }
        const back = { label: text('people:desk.back'), press: press(one, id) }
        return over(sureCard(text(SURE[words].title, { name }), text(SURE[words].body), sure, back))
      },
    })
    return { ask, yes }
  }

  return { find, form, actions: [find, one, code, free.ask, free.yes, leave.ask, leave.yes, roles, role] }
}

const over = (card: Extract<Reply, { kind: 'card' }>['card']): Reply => ({ kind: 'card', over: true, card })
