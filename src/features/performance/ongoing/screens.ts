/** /umpanbalik and /mintaumpanbalik. */

import { z } from 'zod'
import { type Command, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import type { TargetButton } from '../targets/api.ts'
import { type AgainActions, againScreens } from './again-screens.ts'
import { plain } from './cards.ts'
import { ongoingForms, over, type ScreensDeps, USE } from './forms.ts'
import { giveScreens } from './give-screens.ts'
import { ongoingNotifications } from './notifications.ts'

export function ongoingScreens(deps: ScreensDeps) {
  const [again, giving, own] = [againScreens(deps), giveScreens(deps), requestActions(deps)]
  /** Below a target: to its owner a request, to whoever else may read it a word about it. */
  const onTargets: TargetButton = ({ id, personId }, isOwn) =>
    isOwn
      ? { label: text('ongoing:button.request'), press: press(own.askOn, id) }
      : { label: text('ongoing:button.give'), press: press(giving.onTarget, personId, id) }
  return {
    commands: [startCommand(deps, { again, giving, own }), requestCommand],
    actions: [...giving.actions, ...Object.values(own), ...Object.values(again)],
    forms: ongoingForms(deps),
    notifications: ongoingNotifications(deps, own),
    onTargets,
  }
}

function requestActions({ requesting, anonymous }: ScreensDeps) {
  const askOn = defineAction({
    verb: 'ongoing.ask-on',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (_context, target) => ({
      kind: 'form',
      form: 'ongoing.request',
      args: [],
      answers: { target },
    }),
  })
  const hidden = defineAction({
    verb: 'ongoing.anonymous',
    can: USE,
    args: z.tuple([]),
    run: async context => {
      await anonymous.mayGive(context)
      return { kind: 'form', form: 'ongoing.anonymous', args: [] }
    },
  })
  const ask = defineAction({
    verb: 'ongoing.request',
    can: USE,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'ongoing.request', args: [] }),
  })
  const answer = defineAction({
    verb: 'ongoing.answer',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await requesting.mayAnswer(context, id)
      return { kind: 'form', form: 'ongoing.answer', args: [id] }
    },
  })
  const decline = defineAction({
    verb: 'ongoing.decline',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await requesting.decline(context, id)
      return over(plain(text('ongoing:declined.title'), text('ongoing:declined.body')))
    },
  })
  return { askOn, hidden, ask, answer, decline }
}

function startCommand(
  { anonymous }: ScreensDeps,
  actions: {
    again: AgainActions
    giving: ReturnType<typeof giveScreens>
    own: ReturnType<typeof requestActions>
  },
): Command {
  const { again, giving, own } = actions
  return {
    name: 'umpanbalik',
    can: USE,
    about: text('ongoing:about.umpanbalik'),
    button: text('ongoing:menu.umpanbalik'),
    run: async context => {
      const superior = await anonymous.superior(context)
      const list = [
        { label: text('ongoing:button.give'), tone: 'primary' as const, press: press(giving.open) },
        ...(superior ? [{ label: text('ongoing:button.anonymous'), press: press(own.hidden) }] : []),
        { label: text('ongoing:button.request'), press: press(own.ask) },
        { label: text('ongoing:again.received'), press: press(again.received, 0) },
        { label: text('ongoing:again.written'), press: press(again.written, 0) },
      ]
      const blocks = [line(text('ongoing:start.body')), ...buttons(...list)]
      return { kind: 'card', card: { title: text('ongoing:start.title'), blocks } }
    },
  }
}

const requestCommand: Command = {
  name: 'mintaumpanbalik',
  can: USE,
  about: text('ongoing:about.mintaumpanbalik'),
  run: async () => ({ kind: 'form', form: 'ongoing.request', args: [] }),
}
