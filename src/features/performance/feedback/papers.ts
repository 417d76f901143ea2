/** Makes the paper of one version when its person asks for it. */

import { type Key, text, type Words } from '../../../chat/i18n/words.ts'
import type { Card, RequestContext, Text } from '../../../chat/model.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Access, Appraisal } from '../appraisal/api.ts'
import { dayText, quarterText } from '../cycle/api.ts'
import { paperPdf } from './paper.ts'
import type { Pictures } from './pictures.ts'
import type { FeedbackService } from './service.ts'

/** Made anew whenever it is asked for, so a day is long enough. */
const KEEP_DAYS = 1

export interface PapersDeps {
  db: Database
  audit: Audit
  files: Files
  words: Words
  people: PeopleService
  service: FeedbackService
  pictures: Pictures
  access: Pick<Access, 'first'>
}

export function createPapers({ db, audit, files, words, people, service, pictures, access }: PapersDeps) {
  return async (context: RequestContext, appraisalId: string): Promise<Card> => {
    const { actor, now } = context
    const appraisal = await service.own(context, appraisalId)
    const bytes = await paperPdf({
      ...(await said(appraisal, context)),
      picture: await pictures.png(appraisal, actor.locale),
    })
    const name = `rapor-${appraisal.quarter}.pdf`
    const file = await files.put({ name, mime: 'application/pdf', bytes }, KEEP_DAYS)
    await db.transaction(tx =>
      audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'feedback.paper',
        subject: appraisalId,
        detail: {},
      }),
    )
    const quarter = quarterText(appraisal.quarter)
    return {
      title: text('feedback:paper.title', { quarter }),
      confidential: true,
      blocks: [
        { kind: 'text', text: text('feedback:paper.body') },
        { kind: 'file', file, alt: text('feedback:paper.title', { quarter }) },
      ],
    }
  }

  async function said(appraisal: Appraisal, { actor, now }: RequestContext) {
    const say = (label: Parameters<Words['say']>[0]) => words.say(label, actor.locale)
    const word = (key: Key) => say(text(key))
    const [person, by] = [await people.person(appraisal.personId), await people.person(appraisal.byId)]
    const first = await access.first(appraisal.assignmentId)
    const appraiser = first ? await people.person(first.byId) : by
    const notes = (await service.notes(appraisal.assignmentId)).filter(
      note => note.appraisalId === appraisal.id,
    )
    const authors = await people.people(notes.map(({ authorId }) => authorId))
    const nameOf = (id: string) => authors.find(one => one.id === id)?.name ?? ''
    const facts: [string, string][] = [
      [word('feedback:paper.name'), person.name],
      [word('feedback:paper.position'), person.position],
      [word('feedback:paper.unit'), person.unitName],
      [word('feedback:paper.appraiser'), appraiser.name],
      [word('feedback:paper.version'), say(versionText(appraisal, by.id === appraiser.id ? null : by.name))],
    ]
    const parts = [
      { heading: word('feedback:paper.good'), body: appraisal.good },
      { heading: word('feedback:paper.improve'), body: appraisal.improve },
      {
        heading: say(text('feedback:paper.nextStep', { day: dayText(appraisal.nextStepOn) })),
        body: appraisal.nextStep,
      },
      ...notes.map(note => ({
        heading: say(
          text(note.kind === 'answer' ? 'feedback:note.answer' : 'feedback:note.reply', {
            name: nameOf(note.authorId),
            at: note.createdAt,
          }),
        ),
        body: note.body,
      })),
    ]
    const title = say(text('feedback:picture.title', { quarter: quarterText(appraisal.quarter) }))
    return { title, facts, parts, foot: say(text('feedback:paper.foot', { at: now })) }
  }
}

/** @param by who made it, where that is not the appraiser */
const versionText = ({ version, createdAt: at }: Appraisal, by: string | null): Text =>
  by
    ? text('feedback:paper.versionBy', { version, at, by })
    : text('feedback:paper.versionOf', { version, at })
