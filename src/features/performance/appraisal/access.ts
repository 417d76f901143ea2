/** Whose appraisal it is: asked again on every press, and every look at another person's is written down. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Assigned, Assignment } from '../cycle/api.ts'
import type { AppraisalDeps } from './deps.ts'
import { oversight } from './extension-points.ts'
import * as repository from './repository.ts'

/** What somebody may see of one appraisal. */
export interface Seen extends Assigned {
  /** The reader is the person appraised. */
  own: boolean
  latest: repository.Appraisal
  /** Newest first; for the person the published ones only. */
  versions: repository.Appraisal[]
}
export type Access = ReturnType<typeof createAccess>

type AccessDeps = Pick<AppraisalDeps, 'db' | 'transact' | 'cycle' | 'extensions'>

export function createAccess({ db, transact, cycle, extensions }: AccessDeps) {
  /** @throws Refusal for an id that is nobody's */
  async function assigned(id: string, tx: Tx = db.client): Promise<Assigned> {
    const found = await cycle.assigned(id, tx)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  const note = (context: RequestContext, action: string, subject: string, detail = {}): Promise<void> =>
    transact(context, async work => work.record({ action, subject, detail }))

  async function isAppraiser({ actor, now }: RequestContext, assignment: Assignment): Promise<boolean> {
    if (assignment.personId === actor.personId) return false
    if (assignment.appraiserId === actor.personId) return true
    return (await cycle.currentAppraiser(assignment, now))?.appraiserId === actor.personId
  }

  /** The assigned appraiser or today's delegate; never oneself. @throws Refusal, and the try is written down */
  async function mustBeAppraiser(context: RequestContext, assignment: Assignment): Promise<void> {
    if (await isAppraiser(context, assignment)) return
    await note(context, 'appraisal.denied', assignment.id)
    throw new Refusal(text('appraisal:refused.not-yours'))
  }

  /** Whoever is concerned with it today, and so reads all of it. */
  async function readsAll(context: RequestContext, assignment: Assignment): Promise<boolean> {
    if (await isAppraiser(context, assignment)) return true
    const current = await cycle.currentAppraiser(assignment, context.now)
    if (current?.superiorId === context.actor.personId) return true
    return extensions.one(oversight).mayRead(assignment.id, context)
  }

  /** The versions somebody may see: a former appraiser what they wrote, and nothing that came after. */
  async function visible(
    context: RequestContext,
    { assignment }: Assigned,
    all: readonly repository.Appraisal[],
  ): Promise<repository.Appraisal[]> {
    if (assignment.personId === context.actor.personId)
      return all.filter(({ publishedAt }) => publishedAt !== null)
    if (await readsAll(context, assignment)) return [...all]
    const written = all.filter(({ byId }) => byId === context.actor.personId)
    if (written.length > 0) return written
    await note(context, 'appraisal.denied', assignment.id)
    throw new Refusal(text('appraisal:refused.not-yours'))
  }

  /**
   * What was said in one appraisal: to its person once published; to whoever appraises now and the appraiser's
   * superior all of it; to a former appraiser what they wrote. Each look of another is in the audit log.
   * @throws Refusal when it is not theirs to read, or not published yet
   */
  async function read(context: RequestContext, assignmentId: string): Promise<Seen> {
    const found = await assigned(assignmentId)
    const all = await repository.versionsOf(db.client, assignmentId)
    const own = found.assignment.personId === context.actor.personId
    const versions = await visible(context, found, all)
    const [latest] = versions
    if (!latest) throw new Refusal(text('appraisal:refused.not-yet'))
    if (!own) await note(context, 'appraisal.read', assignmentId, { version: latest.version })
    return { ...found, own, latest, versions }
  }

  return {
    assigned,
    mustBeAppraiser,
    isAppraiser,
    read,
    /** Every published version of one person: the newest quarter first, in it the newest version. */
    published: (personId: string, tx: Tx = db.client) => repository.publishedOf(tx, personId),
    publishedAmong: (ids: readonly string[]) => repository.publishedAmong(db.client, ids),
    draftsAmong: (of: Parameters<typeof repository.draftsAmong>[1]) => repository.draftsAmong(db.client, of),
    /** For notifications: no right is asked, the reader is the person themselves. */
    appraisal: (id: string, tx: Tx = db.client) => repository.appraisalById(tx, id),
    /** All versions, newest first, published or not: for other features, which ask for rights themselves. */
    versions: (assignmentId: string, tx: Tx = db.client) => repository.versionsOf(tx, assignmentId),
  }
}

/** The newest version of each quarter, of versions that are sorted so. */
export const newestOfQuarters = (versions: readonly repository.Appraisal[]): repository.Appraisal[] =>
  versions.filter((one, index) => versions[index - 1]?.quarter !== one.quarter)
