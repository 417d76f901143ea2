import type { Answer } from '../../servers/slack/modal.ts'
import { readMessage, tappables } from '../../servers/slack/visible.ts'
import { channelContract, type Driver, type Filled } from '../contract.ts'
import { FIELDS } from '../contract-pieces.ts'
import { scripted, words } from './scripted.ts'
import type { Mode } from './stage.ts'

const open = (mode: Mode) => async (): Promise<Driver> => {
  const { slack, siti, channel, heard: all, answered, says, files, close } = await scripted({ mode })
  const heard: typeof all = []
  const then = async (act: Promise<unknown>) => {
    await act
    // Events are acknowledged before they are worked on.
    await slack.idle()
  }
  return {
    channel,
    address: { channel: 'slack', id: siti.id },
    says: script =>
      says(inbound => {
        if (heard.some(({ key }) => key === inbound.key)) return null
        heard.push(inbound)
        return script(inbound)
      }),
    heard,
    answered,
    keep: files.put,
    person: {
      writes: said => then(said.startsWith('/') ? siti.commands(said) : siti.writes(said)),
      taps: label => then(siti.taps(label)),
      sends: file => then(siti.uploads(file)),
      repeats: () => then(slack.redeliver()),
      leaves: async () => siti.isDeactivated(),
      fills: async answers => {
        await siti.fills(byLabel(answers))
        await then(siti.submits())
      },
      readsForm: async () => siti.modal.text(),
      sees: async () =>
        siti.messages().map(message => ({
          text: readMessage(message),
          buttons: tappables(message.blocks).map(({ label }) => label),
          pictures: message.blocks.filter(({ type }) => type === 'image').length,
          files: message.files.map(({ name }) => name),
        })),
      toasts: () =>
        siti
          .messages()
          .filter(({ only }) => only)
          .map(readMessage),
    },
    close: async () => {
      await slack.idle()
      await close()
      slack.assertClean()
    },
  }
}

/** What a person types and picks, who sees labels and no ids. */
function byLabel(answers: Record<string, Filled>): Record<string, Answer> {
  const said = FIELDS.flatMap(field => {
    const given = answers[field.id]
    if (given === undefined) return []
    const picked = (value: string) => {
      if (field.kind === 'person') return 'Budi'
      const options = field.kind === 'choice' || field.kind === 'choices' ? field.options : []
      const label = options.find(one => one.value === value)?.label
      return label ? words.say(label, 'id') : value
    }
    const answer =
      typeof given === 'string' ? picked(given) : Array.isArray(given) ? given.map(picked) : given
    return [[words.say(field.label, 'id'), answer] as const]
  })
  return Object.fromEntries(said)
}

channelContract('Slack over the socket', open('socket'))
channelContract('Slack over HTTP', open('http'))
