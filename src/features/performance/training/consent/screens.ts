/** The appraiser is asked whether somebody may take part: one tap to agree, a reason to say no. */
import { z } from 'zod'
import { type Action, type Contributions, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm, defineNotification } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Block, Card } from '../../../../chat/model.ts'
import { buttons, plain } from '../../../../chat/ui/blocks.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { facts } from '../cards.ts'
import type { Lookup, Placed } from '../places/lookup.ts'
import type { ConsentService } from './service.ts'

export interface ConsentScreensDeps {
  lookup: Pick<Lookup, 'placed'>
  consent: ConsentService
  people: Pick<PeopleService, 'person'>
}
type Named = Placed & { name: string }
const CAN = 'training.consent' as const
const args = z.tuple([z.string()])

export function consentScreens({ lookup, consent, people }: ConsentScreensDeps) {
  const named = async (placed: Placed): Promise<Named> => ({
    training: placed.training,
    place: placed.place,
    name: (await people.person(placed.place.personId)).name,
  })
  const yes = defineAction({
    verb: 'training.agree',
    can: CAN,
    args,
    run: async (context, placeId) => {
      const decided = await consent.decide(context, placeId, null)
      return { kind: 'card', over: true, card: decidedCard(await named(decided)) }
    },
  })
  const no = defineAction({
    verb: 'training.disagree',
    can: CAN,
    args,
    run: async (context, placeId) => {
      await consent.mustDecide(context, placeId)
      return { kind: 'form', form: 'training.disagree', args: [placeId] }
    },
  })
  const noForm = defineForm({
    id: 'training.disagree',
    title: text('training:consent.noTitle'),
    can: CAN,
    confidential: true,
    args,
    answers: z.object({ reason: z.string() }),
    fields: async () => [
      { kind: 'paragraph', id: 'reason', min: 10, max: 1000, label: text('training:consent.reason') },
    ],
    submit: async (context, [placeId], { reason }) => {
      const decided = await consent.decide(context, placeId, reason)
      return { kind: 'card', over: true, card: decidedCard(await named(decided)) }
    },
  })
  const asked = async (placeId: string) => named(await lookup.placed(placeId))
  const notification = defineNotification({
    name: 'training.consent',
    args,
    card: async (_rendering, placeId) => consentCard(await asked(placeId), { yes, no }),
    changed: async (_rendering, placeId) => {
      const found = await asked(placeId)
      return consentCard(found, { yes, no }) ?? decidedCard(found)
    },
  })
  return {
    actions: [yes, no],
    forms: [noForm],
    notifications: [notification],
  } satisfies Partial<Contributions>
}

/** @returns null once there is nothing to decide any more */
function consentCard(
  { place, training, name }: Named,
  { yes, no }: { yes: Action<[string]>; no: Action<[string]> },
): Card | null {
  if (place.state !== 'asked' || training.cancelledAt) return null
  return {
    title: text('training:consent.title', { name }),
    confidential: true,
    blocks: [
      { kind: 'text', text: text('training:consent.body', { name, title: training.title }) },
      facts(training),
      ...buttons(
        { label: text('training:consent.yes'), tone: 'primary', press: press(yes, place.id) },
        { label: text('training:consent.no'), tone: 'danger', press: press(no, place.id) },
      ),
    ],
  }
}

function decidedCard({ place, training: { title }, name }: Named): Card {
  if (place.state === 'left') {
    const gone = plain(text('training:consent.gone', { name }), text('training:consent.goneBody', { title }))
    return { ...gone, confidential: true }
  }
  const agreed = place.state !== 'declined'
  const done = plain(
    text(agreed ? 'training:consent.agreed' : 'training:consent.declined', { name }),
    text(place.state === 'waiting' ? 'training:consent.waits' : 'training:consent.told', { title }),
  )
  const why: Block[] = place.reason ? [{ kind: 'quote', said: place.reason }] : []
  return { ...done, confidential: true, blocks: [...done.blocks, ...why] }
}
