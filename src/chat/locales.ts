/** Every namespace of words: one line a feature and language. Indonesian is the source and gives the types. */
import enChat from '../../locales/en/chat.json' with { type: 'json' }
import enEvents from '../../locales/en/events.json' with { type: 'json' }
import enForm from '../../locales/en/form.json' with { type: 'json' }
import enKudos from '../../locales/en/kudos.json' with { type: 'json' }
import enNotify from '../../locales/en/notify.json' with { type: 'json' }
import enPeople from '../../locales/en/people.json' with { type: 'json' }
import enSlack from '../../locales/en/slack.json' with { type: 'json' }
import enTelegram from '../../locales/en/telegram.json' with { type: 'json' }
import enWeb from '../../locales/en/web.json' with { type: 'json' }
import idChat from '../../locales/id/chat.json' with { type: 'json' }
import idEvents from '../../locales/id/events.json' with { type: 'json' }
import idForm from '../../locales/id/form.json' with { type: 'json' }
import idKudos from '../../locales/id/kudos.json' with { type: 'json' }
import idNotify from '../../locales/id/notify.json' with { type: 'json' }
import idPeople from '../../locales/id/people.json' with { type: 'json' }
import idSlack from '../../locales/id/slack.json' with { type: 'json' }
import idTelegram from '../../locales/id/telegram.json' with { type: 'json' }
import idWeb from '../../locales/id/web.json' with { type: 'json' }

const id = {
  chat: idChat,
  form: idForm,
  people: idPeople,
  notify: idNotify,
  kudos: idKudos,
  events: idEvents,
  telegram: idTelegram,
  slack: idSlack,
  web: idWeb,
}
const en = {
  chat: enChat,
  form: enForm,
  people: enPeople,
  notify: enNotify,
  kudos: enKudos,
  events: enEvents,
  telegram: enTelegram,
  slack: enSlack,
  web: enWeb,
}

export const resources = { id, en }
export type Source = typeof id
