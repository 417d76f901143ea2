/** Buttons that report what was reached, and that confirm it or ask back. */

import { text } from '../../../chat/i18n/words.ts'
import type { Access } from './access.ts'
import { onOne } from './actions.ts'
import { secret } from './cards.ts'
import type { Reporting } from './reporting.ts'
import { over, type Views } from './views.ts'

export function reportActions({ access, reporting }: { access: Access; reporting: Reporting }, views: Views) {
  const report = onOne('target.report', async (context, id) => {
    await access.mustHaveSay(context, (await access.target(id)).personId)
    return { kind: 'form', form: 'target.report', args: [id] }
  })
  const confirm = onOne('target.confirm', async (context, id) => {
    const target = await reporting.decide(context, id, null)
    return over(await views.detail(context, target.id))
  })
  const askBack = onOne('target.ask-back', async (context, id) => {
    await reporting.mayDecide(context, id)
    return { kind: 'form', form: 'target.ask-back', args: [id] }
  })
  const proof = onOne('target.proof', async (context, id) => ({
    kind: 'card',
    card: secret(text('targets:proof.title'), {
      kind: 'file',
      file: await reporting.proof(context, id),
      alt: text('targets:proof.alt'),
    }),
  }))
  return { report, confirm, askBack, proof }
}
