/** One appraisal, whoever may see it; /rapor; and the message that brings it to its person. */

import { z } from 'zod'
import { type Command, type Notification, press } from '../../../chat/contributions.ts'
import { defineAction, defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Reply, RequestContext } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageArg, turnButtons } from '../../../chat/ui/paging.ts'
import { quarterText, takesAppraisals, takesCorrections } from '../cycle/api.ts'
import { newestOfQuarters, type Seen } from './access.ts'
import { appraisalCard, totalOf } from './cards.ts'
import { reportSections, resultRenderer } from './extension-points.ts'
import { CORRECTED, PUBLISHED } from './publishing.ts'
import type { Appraisal } from './repository.ts'
import { createResults } from './results.ts'
import { CORRECT_FORM, GIVE, READ, type ScreensDeps, WRITE_FORM } from './screens-deps.ts'
import { whyCard } from './why-card.ts'

const id = z.tuple([z.string()])

export function reportScreens(deps: ScreensDeps) {
  const { access } = deps
  const correct = defineAction({
    verb: 'appraisal.correct',
    can: GIVE,
    args: id,
    run: async (_context, assignmentId) => ({ kind: 'form', form: CORRECT_FORM, args: [assignmentId] }),
  })
  const rapor = raporScreens(deps, assignmentId => press(show, assignmentId))
  const show = defineAction({
    verb: 'appraisal.report',
    can: READ,
    args: id,
    run: (context, assignmentId) => shown(context, assignmentId),
  })
  /** From the list: what is not done yet is done, what is done is shown. */
  const open = defineAction({
    verb: 'appraisal.open',
    can: GIVE,
    args: id,
    run: async (context, assignmentId) => {
      const { assignment, cycle } = await access.assigned(assignmentId)
      if (!assignment.doneAt && takesAppraisals(cycle))
        return { kind: 'form', form: WRITE_FORM, args: [assignmentId] }
      return shown(context, assignmentId)
    },
  })
  const why = whyAction(deps, assignmentId => press(show, assignmentId))

  async function shown(context: RequestContext, assignmentId: string): Promise<Reply> {
    const seen = await access.read(context, assignmentId)
    const sections = deps.extensions.all(reportSections).map(section => section(seen, context))
    const below = (await Promise.all(sections)).flat()
    const card = appraisalCard({ ...seen, appraisal: seen.latest }, await steps(context, seen), below)
    return { kind: 'card', over: true, card }
  }

  async function steps(context: RequestContext, seen: Seen): Promise<Button[]> {
    const { latest, assignment, cycle, own } = seen
    const total = totalOf(latest, cycle)
    const explained = {
      label: text('appraisal:published.why', { total }),
      press: press(why, assignment.id),
    }
    if (own) return [explained, { label: text('appraisal:rapor.back'), press: press(rapor.action, 0) }]
    const correctable =
      takesCorrections(cycle) &&
      !(await deps.service.isUnderObjection(assignment.id)) &&
      (await access.isAppraiser(context, assignment))
    return correctable
      ? [explained, { label: text('appraisal:sent.correct'), press: press(correct, assignment.id) }]
      : [explained]
  }

  const partsOfResult = createResults({ ...deps, why })
  return {
    open,
    show,
    why,
    correct,
    command: rapor.command,
    notifications: resultNotifications(deps, partsOfResult),
    partsOfResult,
    actions: [open, show, why, correct, rapor.action],
  }
}

/** What brings an appraisal to its person: when it is published, and when it was corrected. */
const resultNotifications = (
  { access, extensions }: ScreensDeps,
  partsOfResult: ReturnType<typeof createResults>,
): Notification[] =>
  [PUBLISHED, CORRECTED].map(name =>
    defineNotification({
      name,
      args: id,
      card: async ({ reader, now }, appraisalId) => {
        const appraisal = await access.appraisal(appraisalId)
        if (!appraisal) return null
        const { message, result } = await partsOfResult(appraisal, now)
        return extensions.one(resultRenderer)(message, result, { locale: reader.locale, now })
      },
    }),
  )

type ToReport = (assignmentId: string) => ReturnType<typeof press>

/** Where every number comes from. */
const whyAction = ({ access, people, attendance }: ScreensDeps, toReport: ToReport) =>
  defineAction({
    verb: 'appraisal.why',
    can: READ,
    args: id,
    run: async (context, assignmentId) => {
      const seen = await access.read(context, assignmentId)
      const authors = await people.people([...new Set(seen.versions.map(({ byId }) => byId))])
      const names = new Map(authors.map(person => [person.id, person.name]))
      const back = { label: text('appraisal:rapor.back'), press: toReport(assignmentId) }
      const list = seen.own ? [attendance.ownButton(seen.assignment.quarter), back] : [back]
      return { kind: 'card', over: true, card: whyCard({ ...seen, names }, list) }
    },
  })

/** One's own published results. */
function raporScreens({ access, cycle, attendance }: ScreensDeps, toReport: ToReport) {
  const action = defineAction({
    verb: 'appraisal.rapor',
    can: READ,
    args: z.tuple([pageArg]),
    run: async (context, page) => ({ kind: 'card', over: true, card: await raporCard(context, page) }),
  })
  const command: Command = {
    name: 'rapor',
    about: text('appraisal:about.rapor'),
    button: text('appraisal:menu.rapor'),
    can: READ,
    run: async context => ({ kind: 'card', card: await raporCard(context, 0) }),
  }

  async function raporCard({ actor }: RequestContext, wanted: number): Promise<Card> {
    const all = newestOfQuarters(await access.published(actor.personId))
    const page = Math.min(wanted, Math.max(0, Math.ceil(all.length / PAGE_ROWS) - 1))
    const rows = all.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS)
    const lines = await Promise.all(rows.map(quarterButton))
    const turn = turnButtons(page, (page + 1) * PAGE_ROWS < all.length, to => press(action, Number(to)))
    return {
      title: text('appraisal:rapor.title'),
      confidential: true,
      blocks: [
        line(text(all.length > 0 ? 'appraisal:rapor.body' : 'appraisal:rapor.empty')),
        ...buttons(...lines.flat(), ...turn, attendance.ownButton(null)),
      ],
    }
  }

  async function quarterButton(appraisal: Appraisal): Promise<Button[]> {
    const found = await cycle.cycleOf(appraisal.quarter)
    if (!found) return []
    const label = text('appraisal:rapor.line', {
      quarter: quarterText(appraisal.quarter),
      total: totalOf(appraisal, found),
    })
    return [{ label, press: toReport(appraisal.assignmentId) }]
  }

  return { action, command }
}
