/** Makes the paper of one version when its person asks for it. */

import { type Key, text, type Words } from '../../../chat/i18n/words.ts'
import type { Card, RequestContext, Text } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import { type Appraisal, newestOfQuarters } from '../appraisal/api.ts'
import { dayText, quarterText } from '../cycle/api.ts'
import { noteTitle } from './cards.ts'
import type { FeedbackDeps } from './deps.ts'
import { paperPdf } from './paper.ts'
import type { Pictures } from './pictures.ts'
import type { Receipts } from './receipts.ts'
import { notesOf } from './repository.ts'

/** Made anew whenever it is asked for, so a day is long enough. */
const KEEP_DAYS = 1

interface PapersDeps
  extends Pick<FeedbackDeps, 'db' | 'transact' | 'files' | 'words' | 'people' | 'appraisal'> {
  receipts: Pick<Receipts, 'ownVersions'>
  pictures: Pick<Pictures, 'png'>
}
export type Papers = ReturnType<typeof createPapers>

/** @returns the paper of one version for its person; not inside a transaction */
export function createPapers(deps: PapersDeps) {
  return async (context: RequestContext, appraisalId: string): Promise<Card> => {
    const { actor } = context
    const { appraisal, versions } = await deps.receipts.ownVersions(context, appraisalId)
    const assigned = await deps.appraisal.access.assigned(appraisal.assignmentId)
    const result = { ...assigned, appraisal, history: newestOfQuarters(versions) }
    const bytes = await paperPdf({
      ...(await wordsOf(deps, appraisal, context)),
      picture: await deps.pictures.png(result, actor.locale),
    })
    const name = `rapor-${appraisal.quarter}.pdf`
    const file = await deps.files.put({ name, mime: 'application/pdf', bytes }, KEEP_DAYS)
    await deps.transact(context, async work =>
      work.record({ action: 'feedback.paper', subject: appraisalId }),
    )
    const title = text('feedback:paper.title', { quarter: quarterText(appraisal.quarter) })
    return {
      title,
      confidential: true,
      blocks: [line(text('feedback:paper.body')), { kind: 'file', file, alt: title }],
    }
  }
}

async function wordsOf(
  { db, words, people, appraisal: { access } }: PapersDeps,
  appraisal: Appraisal,
  { actor, now }: RequestContext,
) {
  const say = (label: Parameters<Words['say']>[0]) => words.say(label, actor.locale)
  const word = (key: Key) => say(text(key))
  const versions = await access.versions(appraisal.assignmentId)
  const notes = (await notesOf(db.client, appraisal.assignmentId)).filter(
    note => note.appraisalId === appraisal.id,
  )
  // The version it began with: a later one may be another's, such as of whoever decided an objection.
  const appraiserId = versions.at(-1)?.byId ?? appraisal.byId
  const authors = notes.map(({ authorId }) => authorId)
  const named = await people.people([appraisal.personId, appraisal.byId, appraiserId, ...authors])
  const nameOf = (id: string) => named.find(one => one.id === id)?.name ?? ''
  const person = named.find(({ id }) => id === appraisal.personId)
  const by = appraisal.byId === appraiserId ? null : nameOf(appraisal.byId)
  const facts: [string, string][] = [
    [word('feedback:paper.name'), person?.name ?? ''],
    [word('feedback:paper.position'), person?.position ?? ''],
    [word('feedback:paper.unit'), person?.unitName ?? ''],
    [word('feedback:paper.appraiser'), nameOf(appraiserId)],
    [word('feedback:paper.version'), say(versionText(appraisal, by))],
  ]
  const parts = [
    { heading: word('feedback:paper.good'), body: appraisal.good },
    { heading: word('feedback:paper.improve'), body: appraisal.improve },
    {
      heading: say(text('feedback:paper.nextStep', { day: dayText(appraisal.nextStepOn) })),
      body: appraisal.nextStep,
    },
    ...notes.map(note => ({
      heading: say(noteTitle(note, nameOf(note.authorId))),
      body: note.body,
    })),
  ]
  const title = say(text('feedback:picture.title', { quarter: quarterText(appraisal.quarter) }))
  return { title, facts, parts, foot: say(text('feedback:paper.foot', { at: now })) }
}

/** @param by who made it, where that is not the appraiser */
const versionText = ({ version, createdAt: at }: Appraisal, by: string | null): Text =>
  by
    ? text('feedback:paper.versionBy', { version, at, by })
    : text('feedback:paper.versionOf', { version, at })
