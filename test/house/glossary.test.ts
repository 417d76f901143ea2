/** The rules of language that a machine can hold: one word for one thing, address, lengths, marks, counts, what a value does. */
import { describe, expect, it } from 'vitest'
import { resources } from '../../src/chat/i18n/locales.ts'
import { createWords, isKey, text } from '../../src/chat/i18n/words.ts'
import { sources } from './sources.ts'

type Tree = { [name: string]: string | Tree }
type Message = { key: string; said: string }

function messages(locale: 'id' | 'en'): Message[] {
  const flat = (tree: Tree, path: string): Message[] =>
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'string' ? [{ key: path + name, said: value }] : flat(value, `${path}${name}.`),
    )
  return Object.entries<Tree>(resources[locale]).flatMap(([name, tree]) => flat(tree, `${name}:`))
}
const [id, en] = [messages('id'), messages('en')]
const VALUE = /\{\{[^}]*\}\}/g
const own = (said: string) => said.replaceAll(VALUE, '').trim()

/** What is not said, and what is said instead; after it, keys where the word is meant otherwise. */
type Rule = [forbidden: RegExp, instead: string, ...otherwise: string[]]
const ID: Rule[] = [
  [/\b(anda|kamu|kalian|aku)\b/i, 'Bapak/Ibu, kami'],
  [/\b(bila|jika|kalau)\b/i, 'apabila'],
  [/\bisian\b/i, 'formulir'],
  [/\bmeja\b/i, 'menu'],
  [/\bpemerintah (kota|kabupaten|provinsi)\b|\bBKPSDM\b/i, 'instansi: its name is a setting'],
  [/\bbukti pendukung\b/i, 'bukti dukung'],
  [/\bhasil penilaian\b/i, 'hasil evaluasi'],
  [/\bkeadaan\b(?! khusus)/i, 'status'],
  [/\bpaling sedikit\b/i, 'sedikitnya'],
  [/(?<!ter)(?<!lebih )(?<!\w)dahulu\b/i, 'terlebih dahulu'],
  [/\b(bagian|pengelola) kepegawaian\b/i, 'pengelola kinerja'],
  // The file of employees names the role by this word.
  [/\bpengelola\b(?! kinerja)/i, 'pengelola kinerja', 'people:import.wrong.role'],
  [/(?<!\w)rekan\b(?! kerja)/, 'rekan kerja; Rekan is the bot'],
  [/\batasan langsung\b/i, 'penilai or atasan'],
  [/\bsupaya\b/i, 'agar'],
  [/\blepas(kan)?\b|\bdilepas/i, 'putuskan tautan'],
  [/\bkantor ini\b|\bseluruh kantor\b/i, 'instansi'],
  [/\bdihari\b|\bdi karenakan\b|\bantri\b|\bmerubah\b/i, 'KBBI'],
  [
    /\b(mohon|silakan) (di(?!lihat)\w+|(?!me)[a-z]+kan\b|kirim|tulis|pilih|periksa|perbaiki|ketik|ubah|hapus|buka|isi|mulai)\b/i,
    'Mohon/Silakan me-',
  ],
]
const EN: Rule[] = [
  [/\bpredicates?\b/i, 'performance grade'],
  [/\bsupervisors?\b/i, 'superior, appraiser'],
  [/\bmend(ed|ing)?\b/i, 'correct'],
  [/\bevaluations?\b/i, 'appraisal'],
  [/\bexcused?\b/i, 'exempt'],
  [/\b(left|in) (the )?office\b|\boffice hours\b|\bwhole office\b/i, 'organisation; working hours'],
  [/\btap(s|ped)?\b/i, 'press'],
  [/\bshall\b/i, 'will'],
  [/\ba recognition\b|\brecognitions\b/i, 'recognition; kudos where it is counted'],
  [/\btrainings\b/i, 'training is the menu, a course one of them'],
  [/\bgood (until|no longer)\b/i, 'valid'],
  [/\b(color|organiz|recogniz|center|program\b(?!me))/i, 'British spelling'],
]

const broken = (all: Message[], rules: Rule[]) =>
  rules.flatMap(([forbidden, instead, ...otherwise]) =>
    all
      .filter(({ key, said }) => forbidden.test(said.replaceAll(VALUE, '…')) && !otherwise.includes(key))
      .map(({ key, said }) => ({ key, said, instead })),
  )

/** Keys of titles, and of buttons, as the code names them. */
const code = sources('src', '.ts')
  .map(({ text: source }) => source)
  .join('\n')
const keysIn = (pattern: RegExp) => new Set([...code.matchAll(pattern)].map(([, key = '']) => key))
const TITLES = keysIn(/title: text\(\s*'([a-z]+:[\w.-]+)'/g)
const BUTTONS = keysIn(
  /label: text\(\s*'([a-z]+:[\w.-]+)'(?:[^{}]|\{[^{}]*\})*?\),\s*(?:tone: '\w+',\s*)?(?:press|url)/g,
)
/** Longer than a message should be on a phone, for a reason. */
const LONG: Record<string, string> = {
  'people:notice.body': 'the privacy notice names all that is kept (UU 27/2022)',
  'awards:formula.parts': 'each part of the formula in one place, so that it can be checked',
  'training:desk.intro': 'names the fifteen columns of the file',
}

describe('the language', () => {
  it('has one word for one thing, and addresses people as they are addressed', () => {
    expect(broken(id, ID)).toEqual([])
    expect(broken(en, EN)).toEqual([])
  })

  it('fits a phone: titles of 50 signs, buttons of 30, messages of 250', () => {
    expect(TITLES.size).toBeGreaterThan(100)
    expect(BUTTONS.size).toBeGreaterThan(100)
    const longer = (keys: ReadonlySet<string>, most: number) =>
      [...id, ...en].filter(({ key, said }) => keys.has(key) && own(said).length > most)
    expect(longer(TITLES, 50)).toEqual([])
    expect(longer(BUTTONS, 30)).toEqual([])
    const long = [...id, ...en].filter(({ key, said }) => own(said).length > 250 && !LONG[key])
    expect(long).toEqual([])
  })

  it('ends titles and buttons without a full stop', () => {
    const stopped = [...id, ...en].filter(
      ({ key, said }) => (TITLES.has(key) || BUTTONS.has(key)) && /(?<!Pl[th])\.$/.test(said),
    )
    expect(stopped).toEqual([])
  })

  it('quotes with curly marks, and puts no emoji but one, in kudos, awards and greetings', () => {
    // What is typed into a shell is quoted as the shell reads it.
    const straight = ({ key, said }: Message) =>
      !key.startsWith('command:') && /["']/.test(said.replaceAll(VALUE, ''))
    expect([...id, ...en].filter(straight)).toEqual([])
    const pictured = [...id, ...en].filter(({ said }) => /\p{Extended_Pictographic}/u.test(said))
    expect(pictured.filter(({ key }) => !/^(kudos|awards|celebrations):/.test(key))).toEqual([])
    const marks = ({ said }: Message) => said.match(/\p{Extended_Pictographic}/gu)?.length ?? 0
    expect(pictured.filter(one => marks(one) > 1)).toEqual([])
  })

  it('writes hours as each language does, and a year without a separator', () => {
    expect(id.filter(({ said }) => /\b\d{1,2}:\d{2}\b/.test(said))).toEqual([])
    expect(en.filter(({ said }) => /\b\d{1,2}\.\d{2}\b/.test(said))).toEqual([])
    // A certificate's number is a pattern of its own: {{year}} is what an administrator writes.
    const years = [...id, ...en].filter(({ said }) => /\{\{year\}\}/.test(said))
    expect(years.map(({ key }) => key).filter(key => !key.startsWith('awards:'))).toEqual([])
    expect([...id, ...en].filter(({ said }) => /\b(WIB|WITA|WIT)\b/.test(said))).toEqual([])
  })

  it('counts in English with one and other, or puts the number last', () => {
    // The number is never 1 here: a limit of the program.
    const LIMITS = /\{\{(max|min|length|megabytes|seconds|tolerance|days|answers)\}\}/
    const counted = en.filter(
      ({ key, said }) =>
        /\{\{(?!count)\w+\}\} (day|employee|row|year|target|course|request|seat|file|kudo|person|people|other)s?\b/.test(
          said,
        ) && !/_(one|other)$/.test(key),
    )
    expect(counted.filter(({ said }) => !LIMITS.test(said))).toEqual([])
    const without = en.filter(
      ({ key, said }) => /\{\{count\}\} \w+s\b/.test(said) && !/_(one|other)$/.test(key),
    )
    expect(without).toEqual([])
  })

  it('calls every question of a form by a short noun where the answers stand together', () => {
    const labels = keysIn(/label: text\(\s*'([a-z]+:[\w.-]+)'/g)
    const questions = id.filter(({ key, said }) => labels.has(key) && said.endsWith('?'))
    expect(questions.length).toBeGreaterThan(40)
    const short = (key: string) => `short:label.${key.replaceAll(/[:.]/g, '-')}`
    // A button, whose card answers it.
    const NO_QUESTION = ['appraisal:published.why']
    const nameless = questions.filter(({ key }) => !isKey(short(key)) && !NO_QUESTION.includes(key))
    expect(nameless.map(({ key }) => key)).toEqual([])
    const names = [...id, ...en].filter(({ key }) => key.startsWith('short:'))
    expect(names.filter(({ said }) => own(said).length > 30 || /[?.:]$/.test(said))).toEqual([])
  })
})

describe('every text, once with each kind of value', () => {
  const words = createWords('Asia/Jakarta')
  const LONGEST = 'Dr. H. Muhammad Syaifullah Abdurrahman Wirayudha, S.Sos., M.Si.'
  const VALUES = { longest: LONGEST, empty: '', titled: 'Siti Aminah, S.Sos.', number: 1, many: 1234.5 }
  const FORMATTED: Record<string, unknown> = { endOfDay: '2026-12-25', plain: 2026 }
  function rendered({ key, said }: Message, locale: 'id' | 'en', value: string | number): string {
    const found = [...said.matchAll(/\{\{\s*(\w+)\s*(?:,\s*(\w+))?\s*\}\}/g)]
    // A value that is written in a format anywhere in the text is a time everywhere in it.
    const vars = found
      .toSorted((one, other) => Number(Boolean(one[2])) - Number(Boolean(other[2])))
      .map(([, name = '', format]) => [
        name,
        format ? (FORMATTED[format] ?? new Date('2026-11-24T02:00:00Z')) : value,
      ])
    const plain = key.replace(/_(one|other)$/, '')
    const given = {
      ...Object.fromEntries(vars),
      ...(plain === key ? {} : { count: key.endsWith('_one') ? 1 : 1234 }),
    }
    return words.say(text(plain as Parameters<typeof text>[0], given), locale)
  }

  it.each(Object.entries(VALUES))('reads well with the %s value', (kind, value) => {
    const wrong = (['id', 'en'] as const).flatMap(locale =>
      (locale === 'id' ? id : en).flatMap(message => {
        const said = rendered(message, locale, value)
        const left = /\{\{|\}\}|undefined|\bNaN\b|\[object|Invalid Date/.test(said)
        // A name may end in a title of its own: one full stop is enough.
        const doubled = kind === 'titled' && said.includes('S.Sos..')
        const itself = said === message.key
        return left || doubled || itself ? [{ key: message.key, said }] : []
      }),
    )
    // The pattern of a certificate's number names its own parts.
    expect(wrong.filter(({ key }) => !key.startsWith('awards:') || !/pattern/i.test(key))).toEqual([])
  })
})
