/** What the desk does about one person: leaving, a lost phone, roles. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { dayOf } from '../../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Audit } from '../../audit/api.ts'
import { noPost, type Post } from '../post.ts'
import { accountsOf, type Person, personById } from '../repository.ts'
import type { GivenRole } from '../rules.ts'
import { cutOff, leave } from '../structure/leaving.ts'
import { rolesAlert } from './alerts.ts'

export interface AccountsDeps {
  db: Database
  audit: Audit
  timeZone: string
  post?: Post
}
export type Accounts = ReturnType<typeof createAccounts>

export function createAccounts({ db, audit, timeZone, post = noPost }: AccountsDeps) {
  /** Somebody in office, whom the asker may touch: an administrator's account is an administrator's matter. */
  async function subject({ actor }: RequestContext, personId: string, tx: Tx = db.client): Promise<Person> {
    const person = await personById(tx, personId)
    if (!person || person.left) throw new Refusal(text('people:notHere'))
    if (person.roles.includes('administrator') && !actor.roles.includes('administrator'))
      throw new Refusal(text('people:administratorsOnly'))
    return person
  }

  async function release(context: RequestContext, personId: string): Promise<number> {
    const { actor, now } = context
    return db.transaction(async tx => {
      await subject(context, personId, tx)
      await tx.linkingCode.deleteMany({ where: { personId, usedAt: null } })
      const count = await cutOff(tx, [personId])
      const detail = { accounts: count }
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'people.unlinked-all',
        subject: personId,
        detail,
      })
      return count
    })
  }

  async function retire(context: RequestContext, personId: string): Promise<void> {
    const { actor, now } = context
    if (personId === actor.personId) throw new Refusal(text('people:left.self'))
    await db.transaction(async tx => {
      await db.lock(tx, 'people.roles')
      const person = await subject(context, personId, tx)
      if (person.roles.includes('administrator')) await anotherAdministrator(tx, personId)
      await leave(tx, audit, { people: [personId], by: actor.personId, now, today: dayOf(now, timeZone) })
    })
  }

  /** Gives a role, or takes it; done twice it is done once. */
  async function setRole(
    context: RequestContext,
    personId: string,
    { role, held }: { role: GivenRole; held: boolean },
  ): Promise<Person> {
    const { actor, now } = context
    if (!actor.roles.includes('administrator')) throw new Refusal(text('chat:refused.role'))
    return db.transaction(async tx => {
      // One at a time, or the last two administrators could unmake each other.
      await db.lock(tx, 'people.roles')
      const person = await subject(context, personId, tx)
      if (person.roles.includes(role) === held) return person
      if (role === 'administrator' && !held) await anotherAdministrator(tx, personId)
      const after = held ? [...person.roles, role].sort() : person.roles.filter(one => one !== role)
      await tx.person.update({ where: { id: personId }, data: { roles: after, updatedAt: now } })
      const detail = { before: person.roles, after }
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'people.roles-changed',
        subject: personId,
        detail,
      })
      await post.tell(tx, [rolesAlert(personId, now)], now)
      return { ...person, roles: after }
    })
  }

  /** @throws Refusal when nobody else could mend things afterwards */
  async function anotherAdministrator(tx: Tx, personId: string): Promise<void> {
    const others = await tx.person.count({
      where: { leftOn: null, id: { not: personId }, roles: { has: 'administrator' }, accounts: { some: {} } },
    })
    if (others === 0) throw new Refusal(text('people:roles.last'))
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
