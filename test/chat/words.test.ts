import { describe, expect, it } from 'vitest'
import { createWords, text } from '../../src/chat/i18n/words.ts'
import { beside, listed } from '../../src/chat/ui/lists.ts'
import { START } from '../support/office.ts'

const words = createWords('Asia/Jakarta')

describe('words for people', () => {
  it('write dates, times and numbers as the office does', () => {
    const until = text('chat:pointer.body', { until: START })
    expect(words.say(until, 'id')).toContain('Selasa, 24 November 2026 pukul 09.00 WIB')
    expect(words.say(text('form:review.number', { value: 1234.5 }), 'id')).toBe('1.234,5')
    expect(words.say(text('form:review.day', { value: '2026-11-24' }), 'id')).toBe('Selasa, 24 November 2026')
  })

  it('write them as English readers do', () => {
    expect(words.say(text('chat:pointer.body', { until: START }), 'en')).toContain(
      'Tuesday, 24 November 2026 at 09:00 WIB',
    )
    const eastern = createWords('Asia/Jayapura')
    expect(eastern.say(text('chat:pointer.body', { until: START }), 'en')).toContain('11:00 WIT')
    expect(words.say(text('form:review.number', { value: 1234.5 }), 'en')).toBe('1,234.5')
  })

  it('know an office day has no time zone', () => {
    const far = createWords('America/Los_Angeles')
    expect(far.say(text('form:review.day', { value: '2026-11-24' }), 'id')).toBe('Selasa, 24 November 2026')
  })

  it('leave what people wrote alone, also when it looks like our own markup', () => {
    const name = '<b>&*_ {{length}} $t(chat:help.title) 👏'
    expect(words.say(name, 'id')).toBe(name)
    expect(words.say(text('chat:unknown.command', { name }), 'id')).toContain(name)
  })

  it('say a Text inside a Text in the same language', () => {
    const inner = text('form:review.day', { value: '2026-11-24' })
    expect(words.say(text('chat:list.beside', { left: inner, right: 'x' }), 'en')).toBe(
      'Tuesday, 24 November 2026, x',
    )
  })

  it('name people so that titles with commas stay with their names', () => {
    const names = (...all: string[]) => words.say(listed(all), 'id')
    expect(names()).toBe('')
    expect(names('Budi')).toBe('Budi')
    expect(names('Siti, S.Sos.', 'Budi')).toBe('Siti, S.Sos. dan Budi')
    expect(names('Siti, S.Sos.', 'Budi', 'Dewi')).toBe('Siti, S.Sos.; Budi; dan Dewi')
    expect(words.say(listed(['A', 'B', 'C', 'D']), 'en')).toBe('A; B; C; and D')
  })

  it('leave no comma where a piece is empty', () => {
    expect(words.say(beside('', 'Dinas A'), 'id')).toBe('Dinas A')
    expect(words.say(beside('Penelaah', null, 'Dinas A'), 'id')).toBe('Penelaah, Dinas A')
    expect(words.say(beside('', undefined), 'id')).toBe('')
  })

  it('say the time of the day in each language, and the last minute of a day in the office’s zone', () => {
    const said = (until: string, locale: 'id' | 'en') =>
      words.say(text('notify:settings.from', { from: '21:00', until }), locale)
    expect(said('05:00', 'id')).toBe('21.00–05.00')
    expect(said('05:00', 'en')).toBe('21:00–05:00')
    const late = (zone: string) =>
      createWords(zone).say(text('feedback:state.unread', { until: '2026-12-25' }), 'id')
    expect(late('Asia/Jakarta')).toContain('sampai dengan Jumat, 25 Desember 2026 pukul 23.59 WIB')
    expect(late('Asia/Makassar')).toContain('sampai dengan Jumat, 25 Desember 2026 pukul 23.59 WITA')
  })

  it('end a sentence once, also behind a title that ends in a full stop', () => {
    const named = (name: string) => words.say(text('kudos:problem.same-person', { name }), 'id')
    expect(named('Siti, S.Sos.')).toContain('mengapresiasi Siti, S.Sos. Apresiasi')
    expect(named('Budi')).toContain('mengapresiasi Budi. Apresiasi')
    expect(words.say(text('chat:list.two', { left: 'Siti, S.Sos.', right: 'Budi' }), 'id')).toBe(
      'Siti, S.Sos. dan Budi',
    )
  })
})
