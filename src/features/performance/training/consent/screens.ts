/** The appraiser is asked whether somebody may take part: one tap to agree, a reason to say no. */

import { z } from 'zod'
import { type Form, type LegacyNotification as Notification, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Block, Card } from '../../../../chat/model.ts'
import { buttons, plain } from '../../../../chat/ui/blocks.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { facts } from '../cards.ts'
import type { Training } from '../catalogue/repository.ts'
import type { Place } from '../places/repository.ts'
import type { PlacesWork } from '../places/service.ts'
import type { ConsentWork } from './service.ts'

const Reason = z.object({ reason: z.string() })

export function consentScreens({
  places,
  consent,
  people,
}: {
  places: PlacesWork
  consent: ConsentWork
  people: PeopleService
}) {
  const yes = defineAction({
    verb: 'training.agree',
    can: 'training.consent',
    args: z.tuple([z.string()]),
    run: async (context, placeId) => {
      await consent.decide(context, placeId, null)
      return { kind: 'card', over: true, card: await decidedCard(placeId) }
    },
  })
  const no = defineAction({
    verb: 'training.disagree',
    can: 'training.consent',
    args: z.tuple([z.string()]),
    run: async (context, placeId) => {
      await consent.mayDecide(context, placeId)
      return { kind: 'form', form: 'training.disagree', args: [placeId] }
    },
  })
  const noForm: Form = {
    id: 'training.disagree',
    title: text('training:consent.noTitle'),
    can: 'training.consent',
    confidential: true,
    fields: async () => [
      { kind: 'paragraph', id: 'reason', min: 10, max: 1000, label: text('training:consent.reason') },
    ],
    submit: async (context, [placeId = ''], answers) => {
      await consent.decide(context, placeId, Reason.parse(answers).reason)
      return { kind: 'card', over: true, card: await decidedCard(placeId) }
    },
  }

  async function of(placeId: string): Promise<{ place: Place; training: Training; name: string }> {
    const place = await places.place(placeId)
    const [training, person] = [await places.training(place.trainingId), await people.person(place.personId)]
    return { place, training, name: person.name }
  }

  async function consentCard(placeId: string): Promise<Card | null> {
    const { place, training, name } = await of(placeId)
    if (place.state !== 'asked' || training.cancelledAt) return null
    return {
      title: text('training:consent.title', { name }),
      confidential: true,
      blocks: [
        { kind: 'text', text: text('training:consent.body', { name, title: training.title }) },
        facts(training),
        ...buttons(
          { label: text('training:consent.yes'), tone: 'primary', press: press(yes, placeId) },
          { label: text('training:consent.no'), tone: 'danger', press: press(no, placeId) },
        ),
      ],
    }
  }

  async function decidedCard(placeId: string): Promise<Card> {
    const { place, training, name } = await of(placeId)
    const { title } = training
    if (place.state === 'left')
      return {
        ...plain(text('training:consent.gone', { name }), text('training:consent.goneBody', { title })),
        confidential: true,
      }
    const agreed = place.state !== 'declined'
    const done = plain(
      text(agreed ? 'training:consent.agreed' : 'training:consent.declined', { name }),
      text(place.state === 'waiting' ? 'training:consent.waits' : 'training:consent.told', { title }),
    )
    const why: Block[] = place.reason ? [{ kind: 'quote', said: place.reason }] : []
    return { ...done, confidential: true, blocks: [...done.blocks, ...why] }
  }

  const notice: Notification = {
    name: 'training.consent',
    card: (_reader, placeId = '') => consentCard(placeId),
    changed: async (_reader, placeId = '') => (await consentCard(placeId)) ?? decidedCard(placeId),
  }
  return { actions: [yes, no], forms: [noForm], notifications: [notice] }
}
