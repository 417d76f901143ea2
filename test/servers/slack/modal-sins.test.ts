/** Modals and the Home tab: every rule has its planted sin, which must be refused, and remembered. */
import { describe, expect, it } from 'vitest'
import { call, input, line, modal, open, option, plain, type Sin, siti, slack, strict } from './sinner.ts'

strict()

const sins: Sin[] = [
  ['a long title', () => open(modal({ title: plain('x'.repeat(25)) })), /at most 24/],
  ['a long label of the send button', () => open(modal({ submit: plain('x'.repeat(25)) })), /at most 24/],
  ['much metadata', () => open(modal({ private_metadata: 'x'.repeat(3001) })), /at most 3000/],
  [
    'a hundred and one blocks',
    () => open(modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) })),
    /101 items/,
  ],
  ['inputs that cannot be sent', () => open(modal({ blocks: [input(line)] })), /without submit/],
  [
    'an initial value that is too long',
    () =>
      open(modal({ submit: plain('K'), blocks: [input({ ...line, max_length: 2, initial_value: 'abc' })] })),
    /initial_value is too long/,
  ],
  [
    'lengths the wrong way round',
    () => open(modal({ submit: plain('K'), blocks: [input({ ...line, min_length: 5, max_length: 2 })] })),
    /above max/,
  ],
  [
    'an input longer than Slack’s',
    () => open(modal({ submit: plain('K'), blocks: [input({ ...line, max_length: 3001 })] })),
    /from 1 to 3000/,
  ],
  [
    'a number field without its sort',
    () => open(modal({ submit: plain('K'), blocks: [input({ type: 'number_input', action_id: 'x' })] })),
    /is_decimal_allowed: is missing/,
  ],
  [
    'a hundred and one options',
    () =>
      open(
        modal({
          submit: plain('K'),
          blocks: [
            input({
              type: 'static_select',
              action_id: 'x',
              options: Array.from({ length: 101 }, (_, i) => option(`v${i}`)),
            }),
          ],
        }),
      ),
    /101 items/,
  ],
  [
    'nothing to choose from',
    () =>
      open(
        modal({
          submit: plain('K'),
          blocks: [input({ type: 'static_select', action_id: 'x', options: [] })],
        }),
      ),
    /0 items/,
  ],
  [
    'two options of one value',
    () =>
      open(
        modal({
          submit: plain('K'),
          blocks: [input({ type: 'static_select', action_id: 'x', options: [option('a'), option('a')] })],
        }),
      ),
    /one value/,
  ],
  [
    'a choice that is none of the options',
    () =>
      open(
        modal({
          submit: plain('K'),
          blocks: [
            input({
              type: 'static_select',
              action_id: 'x',
              options: [option('a')],
              initial_option: option('b'),
            }),
          ],
        }),
      ),
    /none of the options/,
  ],
  [
    'a date that is none',
    () =>
      open(
        modal({
          submit: plain('K'),
          blocks: [input({ type: 'datepicker', action_id: 'x', initial_date: '24-11-2026' })],
        }),
      ),
    /not as it should be/,
  ],
  [
    'files asked for at home',
    () =>
      call('views.publish', {
        user_id: siti.id,
        view: { type: 'home', blocks: [input({ type: 'file_input', action_id: 'x' })] },
      }),
    /modals only/,
  ],
  ['a home as a modal', () => open({ type: 'home', blocks: [] }), /no modal/],
]

describe('the server refuses and remembers', () => {
  it.each(sins)('%s', async (_what, commit, complaint) => {
    expect(await commit()).not.toBe('ok')
    expect(slack.violations.map(({ problem }) => problem).join('\n')).toMatch(complaint)
    expect(() => slack.assertClean()).toThrow('broke the rules of Slack')
  })
})
