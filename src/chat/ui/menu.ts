import { text } from '../i18n/words.ts'
import type { Identity } from '../identity.ts'
import type { Button, Card, RequestContext } from '../model.ts'
import type { Listed, Registry } from '../registry.ts'

type May = Pick<Identity, 'may'>
/** Verb of the start page's buttons: the argument is a command's name. */
export const RUN = 'chat.run'

/** /bantuan: only what the person may do. */
export function helpCard(listed: readonly Listed[], { actor }: RequestContext, identity: May): Card {
  const mine = listed.filter(command => identity.may(actor.roles, command.can))
  return {
    title: text('chat:help.title'),
    blocks: [
      { kind: 'text', text: text('chat:help.intro') },
      { kind: 'facts', rows: mine.map(({ name, about }) => [text('chat:help.command', { name }), about]) },
      { kind: 'text', text: text('chat:help.hint') },
    ],
  }
}

/** Words that are no command, and answer no question: never silence, and a way on. */
export const unknownCard = (): Card => ({
  title: text('chat:unknown.title'),
  blocks: [
    { kind: 'text', text: text('chat:unknown.say') },
    {
      kind: 'buttons',
      buttons: [
        { label: text('chat:menu.mulai'), press: { verb: RUN, args: ['mulai'] } },
        { label: text('chat:menu.bantuan'), press: { verb: RUN, args: ['bantuan'] } },
      ],
    },
  ],
})

/** /mulai: the start page. Slack shows the same in its Home tab. */
export function homeCard(listed: readonly Listed[], { actor }: RequestContext, identity: May): Card {
  const buttons = listed.flatMap(({ name, can, button }): Button[] =>
    button && identity.may(actor.roles, can) ? [{ label: button, press: { verb: RUN, args: [name] } }] : [],
  )
  return {
    title: text('chat:home.title', { name: actor.name }),
    blocks: [
      { kind: 'text', text: text('chat:home.intro') },
      { kind: 'buttons', buttons },
      { kind: 'text', text: text('chat:home.official') },
    ],
  }
}

/** /kelola: the officer menu, with the entries that the person's roles allow. */
export function officerMenuCard(
  officerMenu: Registry['officerMenu'],
  { actor }: RequestContext,
  identity: May,
): Card {
  const buttons = officerMenu
    .filter(({ can }) => identity.may(actor.roles, can))
    .map(({ label, press }): Button => ({ label, press }))
  return {
    title: text('chat:desk.title'),
    blocks: [
      { kind: 'text', text: text('chat:desk.intro') },
      { kind: 'buttons', buttons },
    ],
  }
}
