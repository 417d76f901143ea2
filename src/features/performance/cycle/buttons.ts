/** The buttons under the card of a quarter. */
import { type Action, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Text } from '../../../chat/model.ts'
import { nextQuarter, previousQuarter, type Quarter } from '../../../domain/calendar/quarter.ts'
import type { DescribedCriterion } from '../../../domain/criteria.ts'
import { quarterText } from './cards.ts'
import type { Stage } from './rules.ts'

type QuarterAction = Action<[Quarter]>

const button = (label: Text, action: QuarterAction, quarter: Quarter, tone?: 'primary'): Button => ({
  label,
  press: press(action, quarter),
  ...(tone && { tone }),
})

export const back = (show: QuarterAction) => (quarter: Quarter) =>
  button(text('cycle:button.back'), show, quarter)

export function neighbours(show: QuarterAction, quarter: Quarter): Button[] {
  const [before, after] = [previousQuarter(quarter), nextQuarter(quarter)]
  return [
    button(text('cycle:button.previous', { quarter: quarterText(before) }), show, before),
    button(text('cycle:button.next', { quarter: quarterText(after) }), show, after),
  ]
}

interface QuarterActions {
  plan: QuarterAction
  planUsual: QuarterAction
  units: QuarterAction
  rubric: Action<[Quarter, DescribedCriterion]>
  open: QuarterAction
  find: QuarterAction
  extend: QuarterAction
  close: QuarterAction
  publish: QuarterAction
  reopen: QuarterAction
  lists: (quarter: Quarter) => Button[]
}

/** @returns the steps that a stage allows; `null`: a quarter that nobody has planned */
export const quarterButtons =
  (to: QuarterActions) =>
  (stage: Stage | null, quarter: Quarter): Button[] => {
    switch (stage) {
      case 'planned':
        return [
          button(text('cycle:button.open'), to.open, quarter, 'primary'),
          button(text('cycle:button.replan'), to.plan, quarter),
          button(text('cycle:button.units'), to.units, quarter),
          { label: text('cycle:button.rubricQuality'), press: press(to.rubric, quarter, 'quality') },
          { label: text('cycle:button.rubricInitiative'), press: press(to.rubric, quarter, 'initiative') },
        ]
      case 'open':
        return [
          ...to.lists(quarter),
          button(text('cycle:button.person'), to.find, quarter),
          button(text('cycle:button.extend'), to.extend, quarter),
          button(text('cycle:button.close'), to.close, quarter),
        ]
      case 'closed':
        return [
          button(text('cycle:button.publish'), to.publish, quarter, 'primary'),
          button(text('cycle:button.reopen'), to.reopen, quarter),
          ...to.lists(quarter),
        ]
      case 'published':
        return to.lists(quarter)
      default:
        return [
          button(text('cycle:button.usual'), to.planUsual, quarter, 'primary'),
          button(text('cycle:button.plan'), to.plan, quarter),
        ]
    }
  }
