/** Gives and takes back the right to plan events. */
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { notInOwnMatter } from '../../../../chat/own-matter.ts'
import { pageSpan } from '../../../../chat/ui/paging.ts'
import type { EventsDeps } from '../deps.ts'
import * as repository from '../repository.ts'
import type { Scope } from '../rules.ts'

export type Makers = ReturnType<typeof createMakers>

export function createMakers({ db, transact }: Pick<EventsDeps, 'db' | 'transact'>) {
  async function grant(context: RequestContext, personId: string, scope: Scope): Promise<void> {
    notInOwnMatter(context, personId)
    const { actor, now } = context
    await transact(context, async work => {
      await repository.grant(work.tx, { personId, scope, byId: actor.personId, at: now })
      work.record({ action: 'event.right.given', subject: personId, detail: { scope } })
    })
  }

  /** @throws Refusal when there was nothing to take back */
  async function revoke(context: RequestContext, personId: string): Promise<void> {
    await transact(context, async work => {
      if (!(await repository.revoke(work.tx, personId))) throw new Refusal(text('events:makers.gone'))
      work.record({ action: 'event.right.taken', subject: personId })
    })
  }

  return {
    grant,
    revoke,
    /** One row more than the page shows, where another page follows. */
    grants: (page: number) => repository.grants(db.client, pageSpan(page)),
  }
}
