import { listed } from '../../../chat/ui/lists.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { NamedKudos } from './cards.ts'
import type { Kudos } from './repository.ts'

/** @param named only these receivers are named: in a group, those who like to be */
export async function withNames(
  people: Pick<PeopleService, 'people'>,
  kudos: Kudos,
  named: readonly string[] = kudos.receivers,
): Promise<NamedKudos> {
  const found = await people.people([kudos.giverId, ...named])
  return {
    kudos,
    giver: found.find(({ id }) => id === kudos.giverId)?.name ?? '',
    receivers: namesOf(found.filter(({ id }) => named.includes(id))),
  }
}

export const namesOf = (people: readonly { name: string }[]) => listed(people.map(({ name }) => name))
