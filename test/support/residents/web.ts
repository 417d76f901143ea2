/** Somebody who lives in the browser, where a form is a page. */
import { type AtBrowser, atBrowser, type Pages } from '../../channels/web/stage.ts'
import type { Body, Given, File as Sent } from './resident.ts'
import { tidy } from './resident.ts'
import { type PageMessage, type Question, readPage } from './web-page.ts'

type Posted = Record<string, string | string[] | File>

export function inBrowser(pages: Pages, address: () => string, browser: AtBrowser = atBrowser(pages)): Body {
  const toasts: string[] = []
  let acts = 0

  async function post(fields: Posted): Promise<void> {
    const response = await browser.post({ ...fields, key: `warga-${Date.now()}-${++acts}` })
    if (!response.ok) throw new Error(`the page answered ${response.status}`)
    const { flash, answer } = (await response.json()) as { flash: string | null; answer: string | null }
    if (flash) toasts.push(flash)
    if (answer) toasts.push(answer.replaceAll(/<[^>]*>/g, ' '))
  }
  const messages = async () => readPage(await browser.page('/?lebih=5'))

  async function taps(label: string): Promise<string | undefined> {
    const all = (await messages()).reverse()
    for (const same of [(one: string) => one === label, (one: string) => one.includes(label)])
      for (const { id, buttons } of all) {
        const found = buttons.find(one => same(one.label))
        if (found?.press !== undefined) await post({ press: found.press, message: id })
        if (found) return found.href
      }
    throw new Error(
      `no button ${label} on the page:\n${all
        .map(one => one.text)
        .slice(0, 6)
        .join('\n---\n')}`,
    )
  }

  async function answers(given: Given): Promise<void> {
    const message = (await messages()).findLast(one => one.form)
    if (!message?.form) throw new Error('no form is open')
    const { draft, questions } = message.form
    const missed = Object.keys(given).filter(key => !questions.some(({ label }) => label.startsWith(key)))
    if (missed.length > 0) throw new Error(`not asked: ${missed.join(', ')} in:\n${message.text}`)
    const filled: Posted = { draft, message: message.id }
    for (const question of questions) {
      const key = Object.keys(given).find(one => question.label.startsWith(one))
      filled[`a.${question.id}`] =
        key === undefined ? question.values : await entered(draft, question, given[key] ?? '')
    }
    await post(filled)
    if (isLastLook((await messages()).at(-1))) await taps('Kirim')
  }

  async function entered(draft: string, { id, kind, options }: Question, given: Given[string]) {
    if (typeof given !== 'string' && 'bytes' in given) return asFile(given)
    const many = [given].flat()
    if (kind === 'people') return Promise.all(many.map(name => found(draft, id, name)))
    if (kind !== 'chosen') return [...many]
    return many.map(label => {
      const option =
        options.find(one => one.label === label) ?? options.find(one => one.label.includes(label))
      if (!option) throw new Error(`no option ${label} among ${options.map(one => one.label).join(', ')}`)
      return option.value
    })
  }
  async function found(draft: string, field: string, q: string): Promise<string> {
    const response = await browser.ask(`/suggest?${new URLSearchParams({ draft, field, q })}`)
    const [first] = (await response.json()) as { value: string }[]
    if (!first) throw new Error(`nobody is called ${q}`)
    return first.value
  }

  return {
    address,
    links: async code => void (await browser.signsIn(code)),
    commands: line => post({ say: line }),
    writes: said => post({ say: said }),
    sends: file => post({ file: asFile(file) }),
    taps,
    answers,
    messages: async () => (await messages()).map(one => tidy(one.text)),
    toasts: () => toasts,
    signsOut: async () => void (await browser.post({}, '/keluar')),
    invites: async () => {
      throw new Error('there are no groups in the browser')
    },
  }
}

const isLastLook = (message: PageMessage | undefined) =>
  message?.form === null && ['Kirim', 'Ubah'].every(label => message.buttons.some(one => one.label === label))
const asFile = ({ name, mime, bytes }: Sent) => new File([Uint8Array.from(bytes)], name, { type: mime })
