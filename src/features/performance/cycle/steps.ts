/** The steps of a quarter that are asked once more before they are taken. */

import { text } from '../../../chat/i18n/words.ts'
import { type Action, type Asking, type Button, press, type Reply, type Text } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { quarterText, sureCard } from './cards.ts'
import { type CycleScreensDeps, forQuarter } from './officer-menu.ts'

type Over = (asking: Asking, quarter: Quarter) => Promise<Reply>
type Step = [ask: Action<[string]>, yes: Action<[string]>]

export function sureSteps({ work, life }: CycleScreensDeps, over: Over, show: Action<[string]>) {
  function asked(
    step: 'open' | 'close' | 'publish',
    body: (asking: Asking, quarter: Quarter) => Promise<Text>,
    take: (asking: Asking, quarter: Quarter) => Promise<unknown>,
  ): Step {
    const yes = forQuarter(`cycle.${step}-yes`, async (asking, quarter) => {
      await take(asking, quarter)
      return over(asking, quarter)
    })
    const ask = forQuarter(`cycle.${step}`, async (asking, quarter) => {
      const title = text(`cycle:sure.${step}`, { quarter: quarterText(quarter) })
      const buttons: Button[] = [
        { label: text('cycle:sure.yes'), tone: 'primary', press: press(yes, quarter) },
        { label: text('cycle:sure.no'), press: press(show, quarter) },
      ]
      return { kind: 'card', over: true, card: sureCard(title, await body(asking, quarter), buttons) }
    })
    return [ask, yes]
  }

  const open = asked('open', async () => text('cycle:sure.openBody'), life.openNow)
  const publish = asked('publish', async () => text('cycle:sure.publishBody'), life.publish)
  const close = asked(
    'close',
    async ({ now }, quarter) => {
      const { total, done } = await work.numbers(quarter, now)
      return text('cycle:sure.closeBody', { left: total - done })
    },
    life.close,
  )
  return { open: open[0], close: close[0], publish: publish[0], actions: [...open, ...close, ...publish] }
}
