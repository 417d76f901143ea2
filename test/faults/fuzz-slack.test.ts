/** Slack's requests, signed, and what no person and no Slack sends. */
import fc from 'fast-check'
import { it } from 'vitest'
import { sign } from '../servers/slack/index.ts'
import { BATCH, everyDoor, junk, number, partly, some, timeout, word } from './nobody-sends.ts'

const { town, commandLine, pressed, harmless, leavesNothing } = everyDoor()
let serial = 1_000_000

it('as events, commands, taps and forms of Slack: taken or refused, never an error', {
  timeout,
}, async () => {
  const { olga, slack, place } = town()
  const user = fc.constantFrom(olga.id, slack.person('Orang Asing').id)
  const event = partly({
    type: fc.constantFrom('message', 'app_home_opened', 'member_joined_channel', 'member_left_channel', 'x'),
    user,
    text: fc.oneof(word, commandLine()),
    channel: word,
    channel_type: fc.constantFrom('im', 'channel', 'x'),
    tab: fc.constantFrom('home', 'messages'),
    subtype: fc.constantFrom('file_share', 'x'),
    inviter: user,
    files: fc.array(
      partly({ id: word, name: word, size: number, mimetype: word, url_private_download: word }),
      { maxLength: 2 },
    ),
  })
  const value = partly({
    type: word,
    value: word,
    selected_date: word,
    selected_option: partly({ value: word }),
  })
  const view = partly({
    id: word,
    hash: word,
    type: fc.constantFrom('modal', 'home'),
    callback_id: word,
    private_metadata: word,
    state: partly({
      values: fc.dictionary(word, fc.dictionary(word, value, { maxKeys: 2 }), { maxKeys: 3 }),
    }),
  })
  const interactive = partly({
    type: fc.constantFrom(
      'block_actions',
      'view_submission',
      'view_closed',
      'message_action',
      'block_suggestion',
      'x',
    ),
    user: fc.record({ id: user }),
    trigger_id: word,
    response_url: fc.constant('http://127.0.0.1:9/'),
    view,
    callback_id: word,
    container: partly({ type: word, channel_id: word, message_ts: word }),
    channel: partly({ id: word, name: word }),
    actions: fc.array(
      partly({ type: fc.constant('button'), action_id: fc.constant('press-1'), value: pressed() }),
      { maxLength: 2 },
    ),
    team: fc.constant({ id: 'T0REKAN001' }),
    api_app_id: fc.constant('A0REKAN001'),
    value: word,
    action_id: word,
    block_id: word,
  })
  const wrapped = event.map(
    one =>
      [
        'events',
        {
          type: 'event_callback',
          team_id: 'T0REKAN001',
          event_id: `Ev${++serial}`,
          event: typeof one === 'object' ? { user: olga.id, ...one } : one,
        },
      ] as const,
  )
  const asked = fc.record({
    command: commandLine(),
    text: word,
    user_id: user,
    channel_id: word,
    trigger_id: word,
  })
  const any = fc.oneof(
    wrapped,
    interactive.map(one => ['interactive', one] as const),
    asked.map(
      one =>
        [
          'command',
          {
            ...one,
            command: one.command.split(' ')[0],
            team_id: 'T0REKAN001',
            response_url: 'http://127.0.0.1:9/',
          },
        ] as const,
    ),
    junk.map(one => ['events', one] as const),
  )
  const send = async ([kind, what]: readonly ['events' | 'interactive' | 'command', unknown]) => {
    // A trigger that was never given shows nothing but that Slack is strict.
    if (typeof what === 'object' && what && 'trigger_id' in what)
      Object.assign(what, { trigger_id: slack.world.trigger(olga.id) })
    const isForm = kind !== 'events'
    const fields =
      kind === 'interactive' ? { payload: JSON.stringify(what) } : (what as Record<string, string>)
    const body = isForm ? String(new URLSearchParams(fields)) : JSON.stringify(what)
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
    const headers = { 'content-type': type, ...sign(body, slack.signingSecret) }
    return (await place.app.pages.request('/slack/events', { method: 'POST', body, headers })).status
  }
  await fc.assert(
    fc.asyncProperty(fc.array(any, { minLength: BATCH, maxLength: BATCH }), async things => {
      await harmless(things, send, [200, 400, 404])
      // Slack is told at once that we have an act: one person's thousands a second would wait longer than a trigger lives.
      await slack.idle({ quiet: 30, within: 30_000 })
    }),
    some(0.2),
  )
})

leavesNothing()
