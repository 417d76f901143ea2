/** The message that brings a result, and what stands under a report: both as things are at that moment. */

import { type Action, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Locale } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import {
  type Appraisal,
  newestOfQuarters,
  type ReportSection,
  type Result,
  type ResultMessage,
  type ResultRenderer,
  type Seen,
} from '../appraisal/api.ts'
import { noteBlocks, stateBlocks } from './cards.ts'
import type { FeedbackDeps } from './deps.ts'
import { objectionStatus } from './extension-points.ts'
import type { Pictures } from './pictures.ts'
import type { Receipts } from './receipts.ts'
import * as repository from './repository.ts'
import { lastObjectionDay } from './rules.ts'

export interface MessageDeps
  extends Pick<FeedbackDeps, 'db' | 'people' | 'office' | 'extensions' | 'appraisal'> {
  receipts: Pick<Receipts, 'withReceived'>
  pictures: Pick<Pictures, 'block'>
}
/** The message of a result. @param at the receipt with when it reached its person; null: there is none */
export type RenderMessage = (
  parts: ResultMessage,
  result: Result,
  at: { reader: { locale: Locale; now: Date }; receipt: repository.Receipt | null },
) => Promise<Card>
export interface FeedbackActions {
  read: Action<[string]>
  answer: Action<[string]>
  reply: Action<[string]>
  pdf: Action<[string]>
  opened: Action<[string]>
}
/** Where a result stands, and what may be done about it. */
interface State {
  blocks: Block[]
  buttons: Button[]
}

export function createMessage(deps: MessageDeps, actions: () => FeedbackActions) {
  const { db, pictures, receipts } = deps

  /** As somebody finds it who has not just opened it. */
  const renderResult: ResultRenderer = async (parts, result, reader) => {
    const receipt = await repository.receiptOf(db.client, result.appraisal.id)
    return render(parts, result, { reader, receipt: receipt && (await receipts.withReceived(receipt, null)) })
  }

  /** The picture in place of the figures, the state, and the next steps. */
  const render: RenderMessage = async (parts, result, { reader: { locale, now }, receipt }) => {
    const { appraisal } = result
    const [notes, picture] = await Promise.all([
      repository.notesOf(db.client, appraisal.assignmentId),
      pictures.block(result, locale),
    ])
    const state = await stateOf(deps, actions(), { appraisal, receipt, notes, now })
    return {
      title: parts.title,
      confidential: true,
      pointer: text('feedback:pointer.result'),
      opened: press(actions().opened, appraisal.id),
      blocks: [
        ...parts.opening,
        picture,
        ...parts.said,
        ...state.blocks,
        ...buttons(...parts.buttons, ...state.buttons),
      ],
    }
  }

  /** For the person everything, for other readers what was said. */
  const reportSection: ReportSection = async (seen, { actor, now }) => {
    const notes = await repository.notesOf(db.client, seen.assignment.id)
    if (!seen.own) return saidTo(seen, notes)
    const current = await repository.currentReceipt(db.client, seen.assignment.id)
    const appraisal = current && seen.versions.find(({ id }) => id === current.appraisalId)
    if (!current || !appraisal) return []
    const receipt = await receipts.withReceived(current, now)
    const history = newestOfQuarters(await deps.appraisal.access.published(actor.personId))
    const picture = await pictures.block({ ...seen, appraisal, history }, actor.locale)
    const state = await stateOf(deps, actions(), { appraisal, receipt, notes, now })
    const pdf: Button = { label: text('feedback:button.pdf'), press: press(actions().pdf, appraisal.id) }
    return [picture, ...state.blocks, ...buttons(...state.buttons, pdf)]
  }

  async function saidTo({ latest }: Seen, notes: readonly repository.Note[]): Promise<Block[]> {
    const open = has(notes, 'answer', latest.id) && !has(notes, 'reply', latest.id)
    const reply = { label: text('feedback:button.reply'), press: press(actions().reply, latest.id) }
    return [...(await namedNotes(deps, notes)), ...buttons(...(open ? [reply] : []))]
  }

  return { render, renderResult, reportSection }
}

async function stateOf(
  deps: MessageDeps,
  actions: FeedbackActions,
  {
    appraisal,
    receipt,
    notes,
    now,
  }: {
    appraisal: Appraisal
    receipt: repository.Receipt | null
    notes: readonly repository.Note[]
    now: Date
  },
): Promise<State> {
  const said = await namedNotes(deps, notes)
  if (receipt?.replacedAt) return { blocks: [...stateBlocks(receipt, null), ...said], buttons: [] }
  const received = receipt?.receivedAt ?? now
  const objection = await deps.extensions.one(objectionStatus)(appraisal, { received, now })
  const until = objection.open ? lastObjectionDay(received, deps.office.zone) : null
  const { id } = appraisal
  const read: Button = {
    label: text('feedback:button.read'),
    tone: 'primary',
    press: press(actions.read, id),
  }
  const answer: Button = { label: text('feedback:button.answer'), press: press(actions.answer, id) }
  return {
    blocks: [...stateBlocks(receipt, until), ...said, ...objection.blocks],
    buttons: [
      ...(receipt && !receipt.readAt ? [read] : []),
      ...(has(notes, 'answer', id) ? [] : [answer]),
      ...objection.buttons,
    ],
  }
}

/** What was said, with the names of those who said it. */
export async function namedNotes(
  { people }: Pick<FeedbackDeps, 'people'>,
  notes: readonly repository.Note[],
): Promise<Block[]> {
  if (notes.length === 0) return []
  const authors = await people.people([...new Set(notes.map(({ authorId }) => authorId))])
  return noteBlocks(notes, new Map(authors.map(({ id, name }) => [id, name])))
}

const has = (notes: readonly repository.Note[], kind: repository.NoteKind, appraisalId: string) =>
  notes.some(note => note.kind === kind && note.appraisalId === appraisalId)
