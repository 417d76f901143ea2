/** Whose appraisal it is: asked again on every press, and every look at another person's is written down. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Assignment, Cycle } from '../cycle/api.ts'
import * as repository from './repository.ts'
import type { AppraisalDeps } from './service.ts'

/** What somebody may see of one appraisal. */
export interface Seen {
  assignment: Assignment
  cycle: Cycle
  /** The reader is the person appraised. */
  own: boolean
  latest: repository.Appraisal
  /** Newest first. */
  versions: repository.Appraisal[]
}
export type Access = ReturnType<typeof createAccess>

export function createAccess({
  db,
  audit,
  cycle,
  ports,
}: Pick<AppraisalDeps, 'db' | 'audit' | 'cycle' | 'ports'>) {
  async function assigned(id: string, tx: Tx = db.client): Promise<{ assignment: Assignment; cycle: Cycle }> {
    const assignment = await cycle.assignment(id, tx)
    const found = assignment && (await cycle.cycleOf(assignment.quarter, tx))
    if (!found) throw new Refusal(text('chat:refused.button'))
    return { assignment, cycle: found }
  }

  async function note(
    { actor, now }: RequestContext,
    action: string,
    subject: string,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    await db.transaction(tx => audit.note(tx, { at: now, actorId: actor.personId, action, subject, detail }))
  }

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

  async function mayRead(
    context: RequestContext,
    assignment: Assignment,
    versions: readonly repository.Appraisal[],
  ) {
    const { actor, now } = context
    if (versions.some(({ byId }) => byId === actor.personId)) return true
    if (await isAppraiser(context, assignment)) return true
    if ((await cycle.currentAppraiser(assignment, now))?.superiorId === actor.personId) return true
    return ports.reads(assignment.id, context)
  }

  /**
   * Everything that was said in one appraisal: for its person once published; for whoever made it or appraises
   * now, and for the appraiser's superior, each time with an entry in the audit log.
   */
  async function read(context: RequestContext, assignmentId: string): Promise<Seen> {
    const found = await assigned(assignmentId)
    const all = await repository.versionsOf(db.client, assignmentId)
    const own = found.assignment.personId === context.actor.personId
    const versions = own ? all.filter(({ publishedAt }) => publishedAt !== null) : all
    if (!own && !(await mayRead(context, found.assignment, all))) {
      await note(context, 'appraisal.denied', assignmentId)
      throw new Refusal(text('appraisal:refused.not-yours'))
    }
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
    /** Own quarters that are published, newest first. */
    own: (personId: string) => repository.publishedOf(db.client, personId),
    publishedAmong: (ids: readonly string[]) => repository.publishedAmong(db.client, ids),
    draftsAmong: (of: Parameters<typeof repository.draftsAmong>[1]) => repository.draftsAmong(db.client, of),
    /** For notices: no right is asked, the reader is the person themselves. */
    appraisal: (id: string) => repository.appraisalById(db.client, id),
    /** The version it began with: a later one may be another's, such as of whoever decided an objection. */
    first: async (assignmentId: string) =>
      (await repository.versionsOf(db.client, assignmentId)).at(-1) ?? null,
    /** The newest version, published or not: for other features, which ask for rights themselves. */
    latest: async (assignmentId: string, tx: Tx = db.client) =>
      (await repository.versionsOf(tx, assignmentId))[0] ?? null,
  }
}
