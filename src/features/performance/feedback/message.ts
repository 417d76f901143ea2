/** The message that brings a result, and what stands under a report: both as things are at that moment. */

import { type Action, press } from '../../../chat/contributions.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Locale, RequestContext } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Appraisal, ResultMessage } from '../appraisal/api.ts'
import { noteBlocks, stateBlocks } from './cards.ts'
import { objectionStatus } from './extension-points.ts'
import type { Pictures } from './pictures.ts'
import type { Note } from './repository.ts'
import { lastObjectionDay } from './rules.ts'
import type { FeedbackService } from './service.ts'

export interface MessageDeps {
  service: FeedbackService
  pictures: Pick<Pictures, 'block'>
  people: PeopleService
  office: Office
  clock: Clock
  extensions: Extensions
  access: { appraisal(id: string): Promise<Appraisal | null>; latest(id: string): Promise<Appraisal | null> }
}
export interface Moves {
  read: Action<[string]>
  answer: Action<[string]>
  reply: Action<[string]>
  pdf: Action<[string]>
  opened: Action<[string]>
}
export type Message = ReturnType<typeof createMessage>

export function createMessage(deps: MessageDeps, moves: Moves) {
  const { service, pictures, people, office, clock, extensions, access } = deps

  /** Fulfils AppraisalPorts.tell: the picture in place of the figures, the state, and the next steps. */
  async function tell(told: ResultMessage, appraisalId: string, locale: Locale): Promise<Card> {
    const appraisal = await access.appraisal(appraisalId)
    if (!appraisal) throw new Error(`no appraisal ${appraisalId}`)
    const state = await stateOf(appraisal)
    return {
      title: told.title,
      confidential: true,
      pointer: text('feedback:pointer.result'),
      opened: press(moves.opened, appraisalId),
      blocks: [
        ...told.opening,
        await pictures.block(appraisal, locale),
        ...told.said,
        ...state.blocks,
        ...buttons(...told.buttons, ...state.buttons),
      ],
    }
  }

  async function stateOf(appraisal: Appraisal): Promise<{ blocks: Block[]; buttons: Button[] }> {
    const receipt = await service.receipt(appraisal.id)
    const received = (await service.receivedAt(appraisal.id, null)) ?? clock.now()
    const notes = await service.notes(appraisal.assignmentId)
    const said = await named(notes)
    if (receipt?.replacedAt) return { blocks: [...stateBlocks(receipt, null), ...said], buttons: [] }
    const objection = await extensions.one(objectionStatus)(appraisal, received)
    const until = objection.open ? lastObjectionDay(received, office.zone) : null
    const { id } = appraisal
    return {
      blocks: [...stateBlocks(receipt, until), ...said, ...objection.blocks],
      buttons: [
        ...(receipt && !receipt.readAt
          ? [{ label: text('feedback:button.read'), tone: 'primary' as const, press: press(moves.read, id) }]
          : []),
        ...(has(notes, 'answer', id)
          ? []
          : [{ label: text('feedback:button.answer'), press: press(moves.answer, id) }]),
        ...objection.buttons,
      ],
    }
  }

  async function named(notes: readonly Note[]): Promise<Block[]> {
    const authors = await people.people([...new Set(notes.map(({ authorId }) => authorId))])
    return noteBlocks(notes, new Map(authors.map(({ id, name }) => [id, name])))
  }

  /** Fulfils AppraisalPorts.more: for the person everything, for other readers what was said. */
  async function more(assignmentId: string, { actor, now }: RequestContext): Promise<Block[]> {
    const latest = await access.latest(assignmentId)
    if (latest?.personId !== actor.personId) return other(assignmentId, latest)
    const receipt = await service.current(assignmentId)
    const appraisal = receipt && (await access.appraisal(receipt.appraisalId))
    if (!appraisal) return []
    await service.receivedAt(appraisal.id, now)
    const state = await stateOf(appraisal)
    const pdf: Button = { label: text('feedback:button.pdf'), press: press(moves.pdf, appraisal.id) }
    return [await pictures.block(appraisal, actor.locale), ...state.blocks, ...buttons(...state.buttons, pdf)]
  }

  async function other(assignmentId: string, latest: Appraisal | null): Promise<Block[]> {
    const notes = await service.notes(assignmentId)
    const open = latest && has(notes, 'answer', latest.id) && !has(notes, 'reply', latest.id)
    const list = open ? [{ label: text('feedback:button.reply'), press: press(moves.reply, latest.id) }] : []
    return [...(await named(notes)), ...buttons(...list)]
  }

  return { tell, more, named }
}

const has = (notes: readonly Note[], kind: Note['kind'], appraisalId: string) =>
  notes.some(note => note.kind === kind && note.appraisalId === appraisalId)
