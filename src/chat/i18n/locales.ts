/**
 * All words for people, read from locales/<language>/<namespace>.json: a file a feature. Indonesian is the source, and
 * gives the keys their types: a new file needs its line in `Source`, or none of its keys compiles.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Locale } from '../model.ts'

export interface Source {
  appraisal: typeof import('../../../locales/id/appraisal.json')
  attendance: typeof import('../../../locales/id/attendance.json')
  awards: typeof import('../../../locales/id/awards.json')
  calendar: typeof import('../../../locales/id/calendar.json')
  celebrations: typeof import('../../../locales/id/celebrations.json')
  chat: typeof import('../../../locales/id/chat.json')
  checkin: typeof import('../../../locales/id/checkin.json')
  coffee: typeof import('../../../locales/id/coffee.json')
  command: typeof import('../../../locales/id/command.json')
  cycle: typeof import('../../../locales/id/cycle.json')
  dataku: typeof import('../../../locales/id/dataku.json')
  events: typeof import('../../../locales/id/events.json')
  feedback: typeof import('../../../locales/id/feedback.json')
  form: typeof import('../../../locales/id/form.json')
  kudos: typeof import('../../../locales/id/kudos.json')
  notify: typeof import('../../../locales/id/notify.json')
  objection: typeof import('../../../locales/id/objection.json')
  ongoing: typeof import('../../../locales/id/ongoing.json')
  people: typeof import('../../../locales/id/people.json')
  privacy: typeof import('../../../locales/id/privacy.json')
  pulse: typeof import('../../../locales/id/pulse.json')
  sheet: typeof import('../../../locales/id/sheet.json')
  short: typeof import('../../../locales/id/short.json')
  slack: typeof import('../../../locales/id/slack.json')
  targets: typeof import('../../../locales/id/targets.json')
  telegram: typeof import('../../../locales/id/telegram.json')
  training: typeof import('../../../locales/id/training.json')
  web: typeof import('../../../locales/id/web.json')
}
/** Keys of one namespace, as its file nests them. */
export interface Tree {
  [key: string]: string | Tree
}
type Namespaces = Record<string, Tree>

export const resources: Record<Locale, Namespaces> = { id: readWords('id'), en: readWords('en') }

function readWords(locale: Locale): Namespaces {
  const folder = new URL(`../../../locales/${locale}/`, import.meta.url)
  const files = readdirSync(folder).filter(file => file.endsWith('.json'))
  return Object.fromEntries(
    files.map(file => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
    ]),
  )
}
