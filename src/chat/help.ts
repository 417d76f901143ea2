import type { Guard } from './guard.ts'
import type { Asking, Card } from './model.ts'
import type { Register } from './register.ts'
import { text } from './words.ts'

/** /bantuan: only what the person may do. */
export function helpCard(listed: Register['listed'], { actor }: Asking, guard: Pick<Guard, 'may'>): Card {
  const mine = listed.filter(command => guard.may(actor.roles, command.can))
  return {
    title: text('chat:help.title'),
    blocks: [
      { kind: 'text', text: text('chat:help.intro') },
      { kind: 'facts', rows: mine.map(({ name, about }) => [text('chat:help.command', { name }), about]) },
      { kind: 'text', text: text('chat:help.hint') },
    ],
  }
}
