/** Who is told of a kudos, and under which keys: its receivers in private, the groups of those who like it seen. */
import type { Tx } from '../../../../platform/database/database.ts'
import type { Message, Work } from '../../../../platform/unit-of-work.ts'
import type { ServiceDeps } from '../service.ts'

type Receiver = { id: string; unitId: string }
export type Posting = ReturnType<typeof createPosting>

export function createPosting({ notify }: Pick<ServiceDeps, 'notify'>) {
  async function messagesFor(
    tx: Tx,
    kudos: readonly { id: string; people: readonly Receiver[] }[],
  ): Promise<Message[]> {
    const personal = kudos.flatMap(({ id, people }) =>
      people.map(({ id: person }) => message('kudos.received', id, receivedKey(id, person), { person })),
    )
    const receivers = kudos.flatMap(({ people }) => people)
    const groups = await notify.groupsOf([...new Set(receivers.map(({ unitId }) => unitId))], tx)
    if (groups.length === 0) return personal
    const open = new Set(await openly(receivers, tx))
    const posted = kudos.flatMap(({ id, people }) => {
      const units = new Set(people.filter(one => open.has(one)).map(({ unitId }) => unitId))
      return groups
        .filter(({ unitId }) => unitId !== null && units.has(unitId))
        .map(group => message('kudos.posted', id, groupKey(id, group.id), { group: group.id }))
    })
    return [...personal, ...posted]
  }

  /** Those of them who like their kudos to be seen by others. */
  async function openly<One extends { id: string }>(persons: readonly One[], tx?: Tx): Promise<One[]> {
    const ids = persons.map(({ id }) => id)
    const preferences = await notify.preferences(ids, tx)
    return persons.filter(({ id }) => preferences.get(id)?.publicKudos !== false)
  }

  /** Changes what already stands in chats and groups. */
  async function changed(
    work: Work,
    { id, receivers }: { id: string; receivers: readonly string[] },
  ): Promise<void> {
    // Every group there ever was: people move to other units, and groups are linked anew.
    const groups = await notify.everyGroup(work.tx)
    work.refresh(
      ...receivers.map(person => receivedKey(id, person)),
      ...groups.map(group => groupKey(id, group)),
    )
  }

  return { messagesFor, openly, changed }
}

const message = (notification: string, id: string, key: string, to: Message['to']): Message => ({
  key,
  to,
  notification,
  args: [id],
  timing: 'soon',
})
const receivedKey = (id: string, person: string) => `kudos:${id}:received:${person}`
const groupKey = (id: string, group: string) => `kudos:${id}:group:${group}`
