/** What officers do about one person: leaving, a lost phone, roles. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { notInOwnMatter } from '../../../../chat/own-matter.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import { accountsOf, type Person, personById } from '../repository.ts'
import type { GivenRole } from '../rules.ts'
import { cutOff, leave } from '../structure/leaving.ts'
import { rolesAlert } from './alerts.ts'
import { CODES_LOCK } from './issuing.ts'

export interface AccountsDeps {
  db: Database
  office: Office
  transact: Transact
}
export type Accounts = ReturnType<typeof createAccounts>

/** Whoever gives or takes roles holds this lock, or the last two administrators could unmake each other. */
export const ROLES_LOCK = 'people.roles'

export function createAccounts({ db, office, transact }: AccountsDeps) {
  /** Somebody in office, whom the asker may touch: an administrator's account is an administrator's matter. */
  async function subject({ actor }: RequestContext, personId: string, tx: Tx = db.client): Promise<Person> {
    const person = await personById(tx, personId)
    if (!person || person.left) throw new Refusal(text('people:notHere'))
    if (person.roles.includes('administrator') && !actor.roles.includes('administrator'))
      throw new Refusal(text('people:administratorsOnly'))
    return person
  }

  async function release(context: RequestContext, personId: string): Promise<number> {
    return transact(context, async work => {
      await work.lock(CODES_LOCK)
      await subject(context, personId, work.tx)
      await work.tx.linkingCode.deleteMany({ where: { personId, usedAt: null } })
      const count = await cutOff(work.tx, [personId])
      work.record({ action: 'people.unlinked-all', subject: personId, detail: { accounts: count } })
      return count
    })
  }

  async function retire(context: RequestContext, personId: string): Promise<void> {
    if (personId === context.actor.personId) throw new Refusal(text('people:left.self'))
    await transact(context, async work => {
      await work.lock(ROLES_LOCK, CODES_LOCK)
      const person = await subject(context, personId, work.tx)
      if (person.roles.includes('administrator')) await anotherAdministrator(work.tx, personId)
      await leave(work, [personId], office.today(context.now))
    })
  }

  /** Gives a role, or takes it; done twice it is done once. */
  async function setRole(
    context: RequestContext,
    personId: string,
    { role, held }: { role: GivenRole; held: boolean },
  ): Promise<Person> {
    if (!context.actor.roles.includes('administrator')) throw new Refusal(text('chat:refused.role'))
    return transact(context, async work => {
      await work.lock(ROLES_LOCK, CODES_LOCK)
      const person = await subject(context, personId, work.tx)
      if (person.roles.includes(role) === held) return person
      if (held) notInOwnMatter(context, personId)
      if (role === 'administrator' && !held) await anotherAdministrator(work.tx, personId)
      const after = held ? [...person.roles, role].sort() : person.roles.filter(one => one !== role)
      await work.tx.person.update({ where: { id: personId }, data: { roles: after, updatedAt: work.now } })
      // A code that was made for somebody with fewer rights does not open the new ones.
      await work.tx.linkingCode.deleteMany({ where: { personId, usedAt: null } })
      work.notify(rolesAlert(personId, work.now))
      work.record({
        action: 'people.roles-changed',
        subject: personId,
        detail: { before: person.roles, after },
      })
      return { ...person, roles: after }
    })
  }

  return {
    subject,
    release,
    retire,
    setRole,
    channels: async (personId: string) =>
      (await accountsOf(db.client, personId)).map(({ channel }) => channel),
  }
}

/** @throws Refusal when nobody else could mend things afterwards */
async function anotherAdministrator(tx: Tx, personId: string): Promise<void> {
  const others = await tx.person.count({
    where: { leftOn: null, id: { not: personId }, roles: { has: 'administrator' }, accounts: { some: {} } },
  })
  if (others === 0) throw new Refusal(text('people:roles.last'))
}
