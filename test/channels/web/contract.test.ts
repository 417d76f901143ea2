import { channelContract, type Driver, type Filled, type Seen } from '../contract.ts'
import { stage } from './stage.ts'

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
const plain = (html: string) =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name) => ENTITIES[name] ?? '')

/** The page as somebody reads it: what Rekan said, message by message. */
const messagesIn = (page: string) =>
  page
    .split('<li id="m-')
    .slice(1)
    .map(piece => piece.split('</li>')[0] ?? '')
    .filter(piece => /^\w+" class="message rekan/.test(piece))

function seen(html: string): Seen {
  const labels = [...html.matchAll(/<(button|a) [^>]*class="(?:button )?\w*"?[^>]*>([\s\S]*?)<\/\1>/g)]
  return {
    text: plain(html),
    buttons: labels
      .filter(([whole]) => whole.includes('name="press"') || whole.includes('class="button'))
      .map(([, , label]) => plain(label ?? '')),
    pictures: html.split('<img ').length - 1,
    files: [...html.matchAll(/ download="([^"]*)"/g)].map(([, name]) => plain(name ?? '')),
  }
}

async function open(): Promise<Driver> {
  const web = await stage()
  const siti = await web.siti()
  const toasts: string[] = []
  let repeat = async (): Promise<unknown> => undefined
  let keys = 0
  async function act(fields: Record<string, string | string[] | File>) {
    const posted = { ...fields, key: `kontrak-${++keys}` }
    repeat = () => siti.post(posted)
    const { flash } = (await (await siti.post(posted)).json()) as { flash: string | null }
    if (flash) toasts.push(flash)
  }
  const messages = async () => messagesIn(await siti.page('/?lebih=3'))
  async function pressable(label: string) {
    for (const html of (await messages()).reverse()) {
      const buttons = [...html.matchAll(/name="press" value="([^"]*)"[^>]*>([\s\S]*?)<\/button>/g)]
      const found = buttons.find(([, , said]) => plain(said ?? '') === label)
      if (found) return { press: plain(found[1] ?? ''), message: /^\w+/.exec(html)?.[0] ?? '' }
    }
    throw new Error(`no button ${label}`)
  }
  const newestForm = async () => {
    const html = (await messages()).findLast(one => one.includes('name="draft"'))
    if (!html) throw new Error('no form')
    return html
  }
  const typed = (answer: Filled) =>
    typeof answer === 'object' && 'bytes' in answer ? fileOf(answer) : answer
  return {
    channel: web.channel,
    address: siti.address,
    says: script => void web.says(script),
    heard: web.heard,
    answered: web.answered,
    keep: web.files.put,
    person: {
      writes: said => act({ say: said }),
      taps: async label => act(await pressable(label)),
      sends: file => act({ file: fileOf(file) }),
      repeats: () => repeat(),
      fills: async answers => {
        const html = await newestForm()
        const draft = /name="draft" value="(\w+)"/.exec(html)?.[1] ?? ''
        const filled = Object.entries(answers).map(([id, answer]) => [`a.${id}`, typed(answer)])
        await act({ ...Object.fromEntries(filled), draft, message: /^\w+/.exec(html)?.[0] ?? '' })
      },
      readsForm: async () => plain(await newestForm()),
      leaves: () => siti.post({}, '/keluar'),
      sees: async () => (await messages()).map(seen),
      toasts: () => toasts,
    },
    close: web.close,
  }
}

const fileOf = ({ name, mime, bytes }: { name: string; mime: string; bytes: Uint8Array }) =>
  new File([Uint8Array.from(bytes)], name, { type: mime })

channelContract('the browser', open)
