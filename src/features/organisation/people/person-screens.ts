/** One person, as the officer finds them: their accounts, a linking code, their roles, and leaving the office. */

import { z } from 'zod'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Card, Refusal, type Reply, type RequestContext, type Text } from '../../../chat/model.ts'
import { may } from '../../../domain/abilities.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { Codes } from './accounts/codes.ts'
import { codeCard, type PersonActions, personCard, rolesCard, sureCard } from './officer-cards.ts'
import { isGivenRole } from './rules.ts'

const FIND = 'people.find'
const ID = z.tuple([z.string()])
const Found = z.object({ person: z.tuple([z.string()]) })
const over = (card: Card): Reply => ({ kind: 'card', over: true, card })

export function personScreens({ accounts, codes }: { accounts: Accounts; codes: Codes }) {
  const find = defineAction({
    verb: 'people.find',
    can: 'people.codes',
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: FIND, args: [] }),
  })
  const one = defineAction({
    verb: 'people.one',
    can: 'people.codes',
    args: ID,
    run: async (context, id) => over(await cardOf(context, id)),
  })
  const code = defineAction({
    verb: 'people.code',
    can: 'people.codes',
    args: ID,
    run: async (context, id) => {
      const subject = await accounts.subject(context, id)
      return over(codeCard(await codes.one(context, subject)))
    },
  })
  const free = releaseActions(accounts, one)
  const leave = retireActions(accounts, one)
  const { roles, role } = roleActions(accounts, () => actions)
  const actions: PersonActions = { one, code, free: free.ask, leave: leave.ask, roles, role }

  async function cardOf(context: RequestContext, id: string): Promise<Card> {
    const person = await accounts.subject(context, id)
    const channels = await accounts.channels(id)
    return personCard({ person, channels, mayRoles: may(context.actor.roles, 'people.roles') }, actions)
  }

  return {
    find,
    form: findForm(cardOf),
    actions: [find, one, code, free.ask, free.yes, leave.ask, leave.yes, roles, role],
  }
}

const findForm = (cardOf: (context: RequestContext, id: string) => Promise<Card>) =>
  defineForm({
    id: FIND,
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
    submit: async (context, _args, { person }) => ({ kind: 'card', card: await cardOf(context, person[0]) }),
  })

/** Cutting all accounts of somebody off. */
const releaseActions = (accounts: Accounts, back: Action<[string]>) =>
  confirmed({
    verb: 'people.free',
    can: 'people.codes',
    back,
    sure: async (context, id) => {
      const { name } = await accounts.subject(context, id)
      return { title: text('people:free.title', { name }), body: text('people:free.body') }
    },
    yes: text('people:free.yes'),
    run: async (context, id) => {
      const { name } = await accounts.subject(context, id)
      const count = await accounts.release(context, id)
      return { title: text('people:free.done', { name }), body: text('people:free.doneBody', { count }) }
    },
  })

/** Somebody has left the office. */
const retireActions = (accounts: Accounts, back: Action<[string]>) =>
  confirmed({
    verb: 'people.leave',
    can: 'people.leave',
    back,
    sure: async (context, id) => {
      const { name } = await accounts.subject(context, id)
      return { title: text('people:left.title', { name }), body: text('people:left.body') }
    },
    yes: text('people:left.yes'),
    run: async (context, id) => {
      const { name } = await accounts.subject(context, id)
      await accounts.retire(context, id)
      return { title: text('people:left.done', { name }), body: text('people:left.doneBody') }
    },
  })

type Lines = { title: Text; body: Text }
/** What cannot be undone by a tap is asked once more: `ask` shows the question, `yes` does it. */
function confirmed(what: {
  verb: string
  can: 'people.codes' | 'people.leave'
  back: Action<[string]>
  /** The question. */
  sure(context: RequestContext, id: string): Promise<Lines>
  yes: Text
  /** @returns what was done */
  run(context: RequestContext, id: string): Promise<Lines>
}) {
  const yes = defineAction({
    verb: `${what.verb}-yes`,
    can: what.can,
    args: ID,
    run: async (context, id) => {
      const { title, body } = await what.run(context, id)
      return over({ title, blocks: [{ kind: 'text', text: body }] })
    },
  })
  const ask = defineAction({
    verb: what.verb,
    can: what.can,
    args: ID,
    run: async (context, id) => {
      const { title, body } = await what.sure(context, id)
      const sure = { label: what.yes, tone: 'danger' as const, press: press(yes, id) }
      return over(
        sureCard(title, body, sure, { label: text('people:desk.back'), press: press(what.back, id) }),
      )
    },
  })
  return { ask, yes }
}

/** @param actions what else the card of the roles leads to */
function roleActions(accounts: Accounts, actions: () => PersonActions) {
  const roles = defineAction({
    verb: 'people.roles',
    can: 'people.roles',
    args: ID,
    run: async (context, id) => over(rolesCard(await accounts.subject(context, id), actions())),
  })
  const role = defineAction({
    verb: 'people.role',
    can: 'people.roles',
    args: z.tuple([z.string(), z.string(), z.string()]),
    run: async (context, id, given, held) => {
      if (!isGivenRole(given)) throw new Refusal(text('chat:refused.button'))
      const person = await accounts.setRole(context, id, { role: given, held: held === '1' })
      return over(rolesCard(person, actions()))
    },
  })
  return { roles, role }
}
