/** A platform that has bad days, as a script says; what it was given is kept, also when it then failed. */
import type { MakeChannel } from '../../../../src/app.ts'
import { memoryChannel } from '../../../support/memory-channel.ts'
import type { Office } from '../../../support/office.ts'

export interface Trouble {
  /** The answer was lost on its way: the message stands there. */
  lost?: true
  error: Error
}

export function troubled(name = 'telegram') {
  const script: (Trouble | null)[] = []
  let memory: ReturnType<typeof memoryChannel> | undefined
  let sends = 0
  const make: MakeChannel = ({ words }) => {
    const made = memoryChannel(words, name)
    memory = made
    return {
      ...made.channel,
      send: async (to, card, locale) => {
        sends++
        const trouble = script.shift()
        if (!trouble) return made.channel.send(to, card, locale)
        if (trouble.lost) await made.channel.send(to, card, locale)
        throw trouble.error
      },
    }
  }
  return {
    make,
    /** What comes over the next messages, in order; null: nothing. */
    suffers: (...troubles: (Trouble | null)[]) => void script.push(...troubles),
    sends: () => sends,
    messages: (id: string) => memory?.person(id).messages() ?? [],
  }
}

/** Gives these people an account there, which they like best. */
export async function prefer(place: Office, channel: string, ...people: string[]): Promise<void> {
  const { client } = place.db
  for (const personId of people) {
    await client.account.create({
      data: { channel, address: personId, personId, linkedAt: place.clock.now() },
    })
    const data = { personId, locale: 'id' as const, firstChannel: channel, digest: true, publicKudos: true }
    await client.preference.create({ data })
  }
}

/** Lets so many seconds go by, and what is due then happen. */
export async function later(place: Office, seconds: number): Promise<void> {
  place.clock.forward(seconds * 1000)
  await place.app.beat()
  await place.settled()
}

export const deliveryTo = async (place: Office, personId: string, notice = 'kudos.received') => {
  const [row] = await place.db.client.delivery.findMany({
    where: { personId, notice },
    orderBy: { createdAt: 'desc' },
  })
  if (!row) throw new Error(`nothing for ${personId}`)
  return row
}
