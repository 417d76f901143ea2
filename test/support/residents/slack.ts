/** Somebody who lives on Slack, where a form is a modal. */
import { type Person, readMessage, type SlackServer } from '../../servers/slack/index.ts'
import type { Answers } from '../../servers/slack/modal.ts'
import { until } from '../../servers/telegram/visible.ts'
import { type Body, type Ear, heard, tidy, type Where } from './resident.ts'

export function onSlack(slack: SlackServer, ear: Ear, person: Person): Body {
  const calm = () => slack.idle({ quiet: 60, within: 10_000 })
  const then = <T>(act: () => Promise<T>) => heard(ear, act, calm)
  const place = ({ in: room }: Where) => (room?.slack ? { in: room.slack } : {})
  const newest = () => tidy(person.last())

  /** A modal covers the chat: whoever wants to go on there closes it. */
  function closes(unlessIt = ''): void {
    while (person.modal.isOpen() && !(unlessIt && person.modal.text().includes(`[${unlessIt}`)))
      person.modal.closes()
  }

  return {
    slack: person,
    address: () => person.id,
    links: async code => void (await then(() => person.commands(`/mulai ${code}`))),
    commands: async (line, where = {}) => {
      closes()
      await then(() => person.commands(line, place(where)))
    },
    writes: async said => {
      closes()
      await then(() => person.writes(said))
    },
    sends: async file => void (await then(() => person.uploads(file))),
    taps: async (label, where = {}) => {
      closes(label)
      return then(() => person.taps(label, place(where)))
    },
    answers: async given => {
      await until(
        5000,
        () => person.modal.isOpen() || undefined,
        () => `${person.name} has no modal, but:\n${newest()}`,
      )
      await person.fills(given as Answers)
      await then(() => person.submits())
      if (!person.modal.isOpen() && newest().includes('[Kirim]\n[Ubah]'))
        await then(() => person.taps('Kirim'))
    },
    messages: async () => [
      ...person.messages().map(one => tidy(readMessage(one))),
      ...(person.modal.isOpen() ? [tidy(person.modal.text())] : []),
    ],
    toasts: () =>
      person
        .messages()
        .filter(({ only }) => only)
        .map(readMessage),
    invites: async ({ slack: room }) => void (room && (await then(() => person.invitesBot(room)))),
  }
}
