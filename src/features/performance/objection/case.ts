/** One objection as each side may see it. Not inside a transaction: files are shown. */

import { type Action, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import type { AppraisalApi } from '../appraisal/api.ts'
import type { Side } from './access.ts'
import { card, decisionBlocks, factsOf, type Names, questionBlocks, quote, stepBlocks } from './cards.ts'
import type { ObjectionDeps } from './deps.ts'
import type { Questions } from './questions.ts'
import type { Objection, Question } from './repository.ts'
import { numberOf } from './rules.ts'

export interface CaseActions {
  ask: Action<[string, 'employee' | 'appraiser']>
  explain: Action<[string]>
  decide: Action<[string, 'stays' | 'rejected']>
  change: Action<[string]>
  report: AppraisalApi['report']
}
export type Case = ReturnType<typeof createCase>

export function createCase(
  { people, evidence }: Pick<ObjectionDeps, 'people' | 'evidence'>,
  questions: Pick<Questions, 'ofObjection'>,
  actions: CaseActions,
) {
  async function namesOf(objection: Objection): Promise<Names> {
    const ids = [objection.personId, objection.appraiserId, objection.deciderId].filter(id => id !== null)
    return new Map((await people.people([...new Set(ids)])).map(({ id, name }) => [id, name]))
  }

  /** The decider sees everything; the person what they said; both sides each step and what they were asked. */
  async function show(objection: Objection, side: Side, reader: string): Promise<Card> {
    const names = await namesOf(objection)
    const asked = await questions.ofObjection(objection.id)
    const own = asked.filter(({ askedId }) => askedId === reader)
    const examination =
      side === 'decider'
        ? questionBlocks(asked, names)
        : [...stepBlocks(asked, names), ...questionBlocks(own, names)]
    const blocks = [
      factsOf(objection, names),
      ...(side === 'appraiser' ? [line(text('objection:told.reason'))] : await grounds(objection)),
      ...examination,
      ...decisionBlocks(objection),
    ]
    const title = text('objection:title', { number: numberOf(objection) })
    return card(title, text('objection:pointer'), blocks, buttonsFor(objection, side, own))
  }

  async function grounds(objection: Objection): Promise<Block[]> {
    const { reason, fileId: id, fileName: name, fileMime: mime } = objection
    const said = quote(text('objection:reason'), reason)
    const file = id && name && mime ? await evidence.show({ id, name, mime }) : null
    return file ? [...said, { kind: 'file', file, alt: text('objection:file', { name: file.name }) }] : said
  }

  function buttonsFor(objection: Objection, side: Side, own: readonly Question[]): Button[] {
    const { id, assignmentId } = objection
    const report: Button = {
      label: text('objection:button.report'),
      press: press(actions.report, assignmentId),
    }
    if (objection.decidedAt) return [report]
    const open = own.filter(({ answeredAt }) => !answeredAt)
    if (side !== 'decider') return [...open.map(one => explainButton(one)), report]
    return [
      report,
      { label: text('objection:button.askEmployee'), press: press(actions.ask, id, 'employee') },
      { label: text('objection:button.askAppraiser'), press: press(actions.ask, id, 'appraiser') },
      { label: text('objection:button.stays'), press: press(actions.decide, id, 'stays') },
      { label: text('objection:button.change'), press: press(actions.change, id) },
      {
        label: text('objection:button.reject'),
        tone: 'danger',
        press: press(actions.decide, id, 'rejected'),
      },
    ]
  }
  const explainButton = ({ id }: Question): Button => ({
    label: text('objection:button.explain'),
    tone: 'primary',
    press: press(actions.explain, id),
  })

  return { show, namesOf, explainButton }
}
