/** Which messages an award causes, to whom and under which key. */
import type { Tx } from '../../../../platform/database/database.ts'
import type { Message } from '../../../../platform/unit-of-work.ts'
import type { Notify } from '../../../organisation/notify/api.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { unitTree } from '../kinds/repository.ts'
import type { Award } from '../repository.ts'
import { settingsOf } from '../setup/settings.ts'

export const NOTIFICATION = {
  drafted: 'award.drafted',
  asked: 'award.asked',
  returned: 'award.returned',
  approved: 'award.told',
  announced: 'award.announced',
  withdrawn: 'award.withdrawn',
} as const

export interface MessagesDeps {
  people: Pick<PeopleService, 'membersOf' | 'withRole'>
  notify: Pick<Notify, 'groupsOf'>
}
export type Messages = ReturnType<typeof createMessages>

export function createMessages({ people, notify }: MessagesDeps) {
  /** The person; for a team everybody in the unit. */
  const recipients = async (tx: Tx, { personId, unitId }: Award): Promise<string[]> =>
    personId === null ? people.membersOf(unitId, tx) : [personId]

  async function groupsOf(tx: Tx, unitId: string) {
    const { audience } = await settingsOf(tx)
    const units = audience === 'office' ? (await unitTree(tx)).map(({ id }) => id) : [unitId]
    return notify.groupsOf(units, tx)
  }

  /** Of the nominations that leaders were asked to decide. */
  const askedKeys = async (tx: Tx, id: string) =>
    (await people.withRole('leader', tx)).map(leader => askedKey(id, leader))
  const groupKey = (id: string, group: string) => `award:${id}:group:${group}`
  const notificationKey = (id: string, person: string) => `award:${id}:told:${person}`

  return {
    askedKeys,
    asked: async (tx: Tx, id: string): Promise<Message[]> =>
      (await people.withRole('leader', tx)).map(person => ({
        key: askedKey(id, person),
        to: { person },
        notification: NOTIFICATION.asked,
        args: [id],
        timing: 'office-hours',
      })),
    returned: ({ id, nominatedById }: Award): Message => ({
      key: `award:${id}:returned`,
      to: { person: nominatedById },
      notification: NOTIFICATION.returned,
      args: [id],
      timing: 'office-hours',
    }),
    approved: async (tx: Tx, award: Award): Promise<Message[]> =>
      (await recipients(tx, award)).map(person => ({
        key: notificationKey(award.id, person),
        to: { person },
        notification: NOTIFICATION.approved,
        args: [award.id],
        timing: 'soon',
      })),
    announced: async (tx: Tx, { id, unitId }: Award): Promise<Message[]> =>
      (await groupsOf(tx, unitId)).map(group => ({
        key: groupKey(id, group.id),
        to: { group: group.id },
        notification: NOTIFICATION.announced,
        args: [id],
        timing: 'office-hours',
      })),
    withdrawn: async (tx: Tx, award: Award): Promise<Message[]> =>
      (await recipients(tx, award)).map(person => ({
        key: `award:${award.id}:withdrawn:${person}`,
        to: { person },
        notification: NOTIFICATION.withdrawn,
        args: [award.id],
        timing: 'soon',
      })),
    /** Of everything that may stand in a chat, to be changed in place. */
    everyKey: async (tx: Tx, award: Award): Promise<string[]> => {
      const units = (await unitTree(tx)).map(({ id }) => id)
      const groups = await notify.groupsOf(units, tx)
      return [
        ...(await askedKeys(tx, award.id)),
        ...(await recipients(tx, award)).map(person => notificationKey(award.id, person)),
        ...groups.map(group => groupKey(award.id, group.id)),
      ]
    },
  }
}

const askedKey = (id: string, leader: string) => `award:${id}:asked:${leader}`
