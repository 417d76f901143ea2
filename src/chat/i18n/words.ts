import i18next from 'i18next'
import { instantAt, type OfficeDay } from '../../domain/calendar/office-day.ts'
import type { Label, Locale, Text } from '../model.ts'
import { resources, type Source, type Tree } from './locales.ts'

type Leaf<T, Path extends string> = T extends string
  ? Path extends `${infer Base}_${'one' | 'other'}`
    ? Base
    : Path
  : { [K in keyof T & string]: Leaf<T[K], `${Path}.${K}`> }[keyof T & string]
type KeysOf<N extends keyof Source & string> = {
  [K in keyof Source[N] & string]: Leaf<Source[N][K], `${N}:${K}`>
}[keyof Source[N] & string]
/** `namespace:path.to.words`, checked at compile time against locales/id. */
export type Key = { [N in keyof Source & string]: KeysOf<N> }[keyof Source & string]

/** Whether there are words under a key that is put together at run time. */
export function isKey(key: string): key is Key {
  const [namespace = '', path = ''] = key.split(':')
  const found = path
    .split('.')
    .reduce<string | Tree | undefined>(
      (tree, step) => (typeof tree === 'object' && Object.hasOwn(tree, step) ? tree[step] : undefined),
      resources.id[namespace],
    )
  return typeof found === 'string'
}

export const text = (key: Key, vars?: Text['vars']): Text => (vars ? { key, vars } : { key })

/** Puts a Text into a reader's words. Escaping is the channel's business: nothing is escaped here. */
export interface Words {
  say(label: Label, locale: Locale): string
}

type Format =
  | 'day'
  | 'longDay'
  | 'shortDay'
  | 'month'
  | 'shortMonth'
  | 'clock'
  | 'time'
  | 'dayAndTime'
  | 'dayAndClock'
  | 'shortDayAndTime'
  | 'weekday'
const FORMATS: Record<Format, Intl.DateTimeFormatOptions> = {
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  longDay: { day: 'numeric', month: 'long', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  shortMonth: { month: 'short', year: '2-digit' },
  // Without the zone: the first time of two, “09.00–12.00 WIB”.
  clock: { hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  dayAndTime: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  dayAndClock: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
  shortDayAndTime: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  weekday: { weekday: 'long' },
}
/**
 * Behind a value that ends in a full stop of its own (Siti Aminah, S.Sos.) while it is put into a sentence: a stop of
 * the sentence that follows is left out. No text holds a NUL (`cleanText`).
 */
const ENDS = '\0'
/** A time of the day as it is stored, `HH:MM`: it belongs to no day. */
const CLOCK = /^\d{2}:\d{2}$/
const INTL: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' }
/** English has no short names for Indonesian time; people here know it by no other. */
const ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ 'GMT+7': 'WIB', 'GMT+8': 'WITA', 'GMT+9': 'WIT' }),
)
const INDONESIAN = new Set(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'])

/**
 * @param timeZone the office's IANA zone: every time a person reads is the office's time.
 */
export function createWords(timeZone: string): Words {
  const dates = new Map<string, Intl.DateTimeFormat>()
  const numbers = { id: new Intl.NumberFormat('id-ID'), en: new Intl.NumberFormat('en-GB') }

  function date(value: Date | string, format: string, locale: Locale): string {
    // An office day ('2026-11-24') has no time and so no zone: it is read as itself.
    const zone = typeof value === 'string' ? 'UTC' : timeZone
    const name = `${locale} ${zone} ${format}`
    const known =
      dates.get(name) ??
      new Intl.DateTimeFormat(INTL[locale], { ...FORMATS[format as Format], timeZone: zone })
    dates.set(name, known)
    const said = known.format(new Date(value))
    return INDONESIAN.has(zone) ? said.replace(/GMT\+\d/, name => ZONES.get(name) ?? name) : said
  }

  /** What is stored as text: an office day, whose last minute `endOfDay` is, or a time of the day. */
  function written(value: string, format: string, locale: Locale): string {
    if (format === 'endOfDay')
      return date(instantAt(value as OfficeDay, '23:59', timeZone), 'dayAndTime', locale)
    if (format === 'clock' && CLOCK.test(value)) return locale === 'id' ? value.replace(':', '.') : value
    return format in FORMATS ? date(value, format, locale) : value
  }

  const formatter = {
    type: 'formatter' as const,
    init: () => {},
    add: () => {},
    addCached: () => {},
    format(value: unknown, format: string | undefined, lng: string | undefined): string {
      const locale: Locale = lng === 'en' ? 'en' : 'id'
      if (value instanceof Date) return date(value, format ?? 'dayAndTime', locale)
      if (typeof value === 'string' && format) return written(value, format, locale)
      if (typeof value === 'number' && format !== 'plain') return numbers[locale].format(value)
      return String(value)
    },
  }

  const translator = i18next.createInstance()
  // initAsync: false reads the resources at once, so no promise is left to wait for.
  void translator.use(formatter).init({
    resources,
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
  })

  function say(label: Label, locale: Locale): string {
    if (typeof label === 'string') return label
    const vars: Record<string, unknown> = { lng: locale }
    for (const [name, value] of Object.entries(label.vars ?? {})) {
      const said = typeof value === 'object' && 'key' in value ? say(value, locale) : value
      vars[name] = typeof said === 'string' && said.endsWith('.') ? said + ENDS : said
    }
    return String(translator.t(label.key, vars)).replaceAll(`${ENDS}.`, '').replaceAll(ENDS, '')
  }
  return { say }
}
