/** What the other side is told: an answer, a reply, and once that a result was not read yet. */

import { z } from 'zod'
import { type Action, type Notification, press } from '../../../chat/contributions.ts'
import { defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button } from '../../../chat/model.ts'
import type { Appraisal } from '../appraisal/api.ts'
import { answeredCard, repliedCard, unreadCard } from './cards.ts'
import type { FeedbackDeps } from './deps.ts'
import { namedNotes } from './message.ts'
import * as repository from './repository.ts'
import { ANSWERED, REPLIED } from './service.ts'

export const UNREAD = 'feedback.unread'

const id = z.tuple([z.string()])

interface NotificationsDeps extends Pick<FeedbackDeps, 'db' | 'people' | 'appraisal'> {
  read: Action<[string]>
  reply: Action<[string]>
}

export function feedbackNotifications({
  db,
  people,
  appraisal: { access, report },
  read,
  reply,
}: NotificationsDeps): Notification[] {
  const toReport = ({ assignmentId }: Appraisal): Button => ({
    label: text('feedback:button.report'),
    press: press(report, assignmentId),
  })
  /** A version with what was said to it; null when it is gone. */
  async function saidTo(appraisalId: string) {
    const appraisal = await access.appraisal(appraisalId)
    if (!appraisal) return null
    const notes = await repository.notesOf(db.client, appraisal.assignmentId)
    return { appraisal, notes: notes.filter(note => note.appraisalId === appraisalId) }
  }

  const answered = defineNotification({
    name: ANSWERED,
    args: id,
    card: async (_rendering, appraisalId) => {
      const found = await saidTo(appraisalId)
      if (!found) return null
      const { appraisal, notes } = found
      const { name } = await people.person(appraisal.personId)
      const replied = notes.some(({ kind }) => kind === 'reply')
      const answer: Button = { label: text('feedback:button.reply'), press: press(reply, appraisalId) }
      const list = [...(replied ? [] : [answer]), toReport(appraisal)]
      return answeredCard({ appraisal, name }, await namedNotes({ people }, notes), list)
    },
  })
  const replied = defineNotification({
    name: REPLIED,
    args: id,
    card: async (_rendering, appraisalId) => {
      const found = await saidTo(appraisalId)
      const author = found?.notes.find(({ kind }) => kind === 'reply')?.authorId
      if (!found || !author) return null
      const { appraisal, notes } = found
      const { name } = await people.person(author)
      return repliedCard({ appraisal, name }, await namedNotes({ people }, notes), [toReport(appraisal)])
    },
  })
  const unread = defineNotification({
    name: UNREAD,
    args: id,
    card: async (_rendering, appraisalId) => {
      const [appraisal, receipt] = await Promise.all([
        access.appraisal(appraisalId),
        repository.receiptOf(db.client, appraisalId),
      ])
      if (!appraisal || !receipt || receipt.readAt || receipt.replacedAt) return null
      const { name } = await people.person(appraisal.personId)
      return unreadCard(appraisal, name, [
        toReport(appraisal),
        { label: text('feedback:button.read'), tone: 'primary', press: press(read, appraisalId) },
      ])
    },
  })
  return [answered, replied, unread]
}
