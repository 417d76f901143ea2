/** /dataku: one's rights, one's own data as a file, and wishes about it. */
import { z } from 'zod'
import { type Command, type Contributions, type Form, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Field, FileRef } from '../../../chat/model.ts'
import { ownCard, receivedCard } from './cards.ts'
import { MAX_BODY, MIN_BODY, REQUESTS } from './rules.ts'
import type { PrivacyService } from './service.ts'

const CAN = 'privacy.own' as const

export function ownScreens(service: PrivacyService) {
  const [json, xlsx] = [download('json', service), download('xlsx', service)]
  const wish = defineAction({
    verb: 'privacy.wish',
    can: CAN,
    args: z.tuple([z.enum(REQUESTS)]),
    run: async (_context, kind) => ({ kind: 'form', form: 'privacy.wish', args: [kind] }),
  })
  const buttons: Button[] = [
    { label: text('privacy:own.xlsx'), press: press(xlsx) },
    { label: text('privacy:own.json'), press: press(json) },
    { label: text('privacy:own.correction'), press: press(wish, 'correction') },
    { label: text('privacy:own.deletion'), press: press(wish, 'deletion') },
  ]
  const dataku: Command = {
    name: 'dataku',
    about: text('privacy:about.dataku'),
    button: text('privacy:menu.dataku'),
    can: CAN,
    run: async ({ actor }) => {
      const [requests, periods] = await Promise.all([service.mine(actor.personId), service.periods()])
      return { kind: 'card', card: ownCard(requests, periods, buttons) }
    },
  }
  return {
    commands: [dataku],
    actions: [json, xlsx, wish],
    forms: [wishForm(service)],
  } satisfies Contributions
}

const download = (kind: 'json' | 'xlsx', { everything }: PrivacyService) =>
  defineAction({
    verb: `privacy.${kind}`,
    can: CAN,
    args: z.tuple([]),
    run: async context => ({ kind: 'card', card: fileCard(await everything(context, kind)) }),
  })

const fileCard = (file: FileRef): Card => ({
  title: text('privacy:file.title'),
  blocks: [{ kind: 'file', file, alt: text('privacy:file.body') }],
  confidential: true,
})

const wishForm = ({ ask }: PrivacyService): Form =>
  defineForm({
    id: 'privacy.wish',
    title: text('privacy:wish.title'),
    can: CAN,
    confidential: true,
    args: z.tuple([z.enum(REQUESTS)]),
    answers: z.object({ body: z.string() }),
    fields: async () => [bodyField('body', 'privacy:wish.body')],
    submit: async (context, [kind], { body }) => ({
      kind: 'card',
      over: true,
      card: receivedCard(await ask(context, kind, body)),
    }),
  })

export const bodyField = (id: string, label: Key): Field => ({
  kind: 'paragraph',
  id,
  min: MIN_BODY,
  max: MAX_BODY,
  label: text(label),
})
