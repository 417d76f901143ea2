/** One appraisal, whoever may see it; /rapor; and the message that brings it to its person. */

import { z } from 'zod'
import { type Command, type LegacyNotification as Notification, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Locale, Reply, RequestContext } from '../../../chat/model.ts'
import { quarterText, takesAppraisals, takesCorrections } from '../cycle/api.ts'
import type { Seen } from './access.ts'
import { appraisalCard, published, totalOf } from './cards.ts'
import { CORRECTED, PUBLISHED } from './publishing.ts'
import type { Appraisal } from './repository.ts'
import { CORRECT_FORM, GIVE, READ, type ScreensDeps, WRITE_FORM } from './screens-deps.ts'
import { whyCard } from './why-card.ts'

const PAGE = 8

export function reportScreens({ access, cycle, people, ports }: ScreensDeps) {
  const correct = defineAction({
    verb: 'appraisal.correct',
    can: GIVE,
    args: z.tuple([z.string()]),
    run: async (_asking, id) => ({ kind: 'form', form: CORRECT_FORM, args: [id] }),
  })
  /** From the list: what is not done yet is done, what is done is shown. */
  const open = defineAction({
    verb: 'appraisal.open',
    can: GIVE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { assignment, cycle: quarter } = await access.assigned(id)
      if (!assignment.doneAt && takesAppraisals(quarter))
        return { kind: 'form', form: WRITE_FORM, args: [id] }
      return shown(context, id)
    },
  })
  const show = defineAction({
    verb: 'appraisal.report',
    can: READ,
    args: z.tuple([z.string()]),
    run: (context, id) => shown(context, id),
  })
  const why = defineAction({
    verb: 'appraisal.why',
    can: READ,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const seen = await access.read(context, id)
      const authors = await people.people([...new Set(seen.versions.map(({ byId }) => byId))])
      const names = new Map(authors.map(person => [person.id, person.name]))
      const days = seen.own ? ports.ownAttendance(seen.assignment.quarter) : null
      const back = { label: text('appraisal:rapor.back'), press: press(show, id) }
      const buttons: Button[] = [...(days ? [days] : []), back]
      return { kind: 'card', over: true, card: whyCard({ ...seen, names }, buttons) }
    },
  })
  const rapor = defineAction({
    verb: 'appraisal.rapor',
    can: READ,
    args: z.tuple([z.string()]),
    run: async (context, page) => ({
      kind: 'card',
      over: true,
      card: await raporCard(context, Number(page) || 0),
    }),
  })
  const command: Command = {
    name: 'rapor',
    about: text('appraisal:about.rapor'),
    button: text('appraisal:menu.rapor'),
    can: READ,
    run: async context => ({ kind: 'card', card: await raporCard(context, 0) }),
  }

  async function shown(context: RequestContext, id: string): Promise<Reply> {
    const seen = await access.read(context, id)
    const { name } = await people.person(seen.assignment.personId)
    const more: Block[] = await ports.more(id, context)
    const card = appraisalCard(
      { appraisal: seen.latest, cycle: seen.cycle, name },
      await steps(context, seen),
      more,
    )
    return { kind: 'card', over: true, card }
  }

  async function steps(
    context: RequestContext,
    { latest, assignment, cycle: quarter, own }: Seen,
  ): Promise<Button[]> {
    const total = totalOf(latest, quarter)
    const buttons: Button[] = [
      { label: text('appraisal:published.why', { total }), press: press(why, assignment.id) },
    ]
    if (own) buttons.push({ label: text('appraisal:rapor.back'), press: press(rapor, '0') })
    else if (
      takesCorrections(quarter) &&
      !(await ports.taken(assignment.id)) &&
      (await access.isAppraiser(context, assignment))
    )
      buttons.push({ label: text('appraisal:sent.correct'), press: press(correct, assignment.id) })
    return buttons
  }

  async function raporCard({ actor }: RequestContext, wanted: number): Promise<Card> {
    const all = await access.own(actor.personId)
    const page = Math.min(Math.max(0, wanted), Math.max(0, Math.ceil(all.length / PAGE) - 1))
    const lines = await Promise.all(all.slice(page * PAGE, (page + 1) * PAGE).map(line))
    const turn = (label: 'chat:page.previous' | 'chat:page.next', at: number): Button => ({
      label: text(label),
      press: press(rapor, String(at)),
    })
    const buttons = [
      ...lines.flat(),
      ...(page > 0 ? [turn('chat:page.previous', page - 1)] : []),
      ...((page + 1) * PAGE < all.length ? [turn('chat:page.next', page + 1)] : []),
      ...[ports.ownAttendance(null)].filter(one => one !== null),
    ]
    const body = text(all.length > 0 ? 'appraisal:rapor.body' : 'appraisal:rapor.empty')
    return {
      title: text('appraisal:rapor.title'),
      confidential: true,
      blocks: [
        { kind: 'text', text: body },
        ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
      ],
    }
  }

  async function line(appraisal: Appraisal): Promise<Button[]> {
    const quarter = await cycle.cycleOf(appraisal.quarter)
    if (!quarter) return []
    const label = text('appraisal:rapor.line', {
      quarter: quarterText(appraisal.quarter),
      total: totalOf(appraisal, quarter),
    })
    return [{ label, press: press(show, appraisal.assignmentId) }]
  }

  async function told(id: string, locale: Locale): Promise<Card | null> {
    const appraisal = await access.appraisal(id)
    const quarter = appraisal && (await cycle.cycleOf(appraisal.quarter))
    if (!quarter) return null
    const { name } = await people.person(appraisal.personId)
    const appraiser = (await people.person(appraisal.byId)).name
    const total = totalOf(appraisal, quarter)
    const buttons: Button[] = [
      { label: text('appraisal:published.why', { total }), press: press(why, appraisal.assignmentId) },
    ]
    return ports.tell(published({ appraisal, cycle: quarter, name, appraiser }, buttons), id, locale)
  }
  const notifications: Notification[] = [PUBLISHED, CORRECTED].map(name => ({
    name,
    card: (reader, id = '') => told(id, reader.locale),
  }))

  return {
    open,
    show,
    why,
    correct,
    command,
    notifications,
    told,
    actions: [open, show, why, correct, rapor],
  }
}
