import { describe, expect, it } from 'vitest'
import { createWords, text } from '../../src/chat/i18n/words.ts'
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
    expect(words.say(text('form:review.and', { left: inner, right: 'x' }), 'en')).toBe(
      'Tuesday, 24 November 2026, x',
    )
  })
})
