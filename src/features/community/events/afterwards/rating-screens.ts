/** Rating an event, and what its maker reads of it. */

import { z } from 'zod'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import type { Making } from '../planning/making.ts'
import { CAN } from '../view.ts'
import { opensForm } from './opens-form.ts'
import type { Ratings } from './ratings.ts'
import { summaryCard } from './summary-card.ts'

const RATE = 'events.rate'
const SCORES = ['5', '4', '3', '2', '1'] as const
const Rated = z.object({ rating: z.enum(SCORES), good: z.string().optional(), better: z.string().optional() })

export function ratingScreens(ratings: Ratings, making: Making) {
  const rate = opensForm('event.rate', RATE)
  const summary = defineAction({
    verb: 'event.summary',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({
      kind: 'card',
      card: summaryCard(await ratings.summary(await making.own(context, id))),
    }),
  })
  return { rate, summary, actions: [rate, summary], forms: [rateForm(ratings)] }
}

const rateForm = (ratings: Ratings) =>
  defineForm({
    id: RATE,
    title: text('events:form.rate'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: Rated,
    fields: async () => [
      {
        kind: 'choice',
        id: 'rating',
        label: text('events:form.rating'),
        hint: text('events:form.anonymous'),
        options: SCORES.map(value => ({ value, label: text(`events:score.${value}`) })),
      },
      { kind: 'paragraph', id: 'good', label: text('events:form.good'), optional: true, max: 500 },
      { kind: 'paragraph', id: 'better', label: text('events:form.better'), optional: true, max: 500 },
    ],
    submit: async (context, [id], { rating, good = null, better = null }) => {
      await ratings.rate(context, id, { rating: Number(rating), good, better })
      return { kind: 'card', over: true, card: plain(text('events:rate.done'), text('events:rate.doneBody')) }
    },
  })
