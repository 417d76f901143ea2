/** The page as somebody reads it: what Rekan said, its buttons, and the form with its questions. */

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
const unescaped = (said: string) =>
  said.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name) => ENTITIES[name] ?? '')
const plain = (html: string) => unescaped(html.replaceAll(/<[^>]*>/g, '')).trim()
const attribute = (tag: string, name: string) =>
  unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

export interface Question {
  id: string
  label: string
  kind: 'typed' | 'chosen' | 'people' | 'file'
  options: { label: string; value: string }[]
  /** What stands there already. */
  values: string[]
}
export interface PageMessage {
  id: string
  text: string
  buttons: { label: string; press?: string; href?: string }[]
  form: { draft: string; questions: Question[] } | null
}

export function readPage(page: string): PageMessage[] {
  return page
    .split('<li id="m-')
    .slice(1)
    .map(piece => piece.split(/<\/li>(?=\s*(?:<li id|<\/ol|<\/ul|$))/)[0] ?? '')
    .filter(piece => /^\w+" class="message rekan/.test(piece))
    .map(readMessage)
}

function readMessage(html: string): PageMessage {
  const bubble = html.slice(html.indexOf('<div class="bubble">'))
  const tags = [...bubble.matchAll(/<(?:button|a) ([^>]*)>([\s\S]*?)<\/(?:button|a)>/g)]
  const buttons = tags.flatMap(([, tag = '', said = '']): PageMessage['buttons'] => {
    const label = plain(said)
    if (tag.includes('name="press"')) return [{ label, press: attribute(` ${tag}`, 'value') }]
    return tag.includes('class="button') ? [{ label, href: attribute(` ${tag}`, 'href') }] : []
  })
  return { id: /^\w+/.exec(html)?.[0] ?? '', text: words(bubble), buttons, form: readForm(bubble) }
}

/** As it is read: a line a block, a button in brackets. */
function words(bubble: string): string {
  const lines = bubble
    .replaceAll(/<span class="hidden">[\s\S]*?<\/span>|<time[\s\S]*?<\/time>/g, '')
    .replaceAll(/<img [^>]*alt="([^"]*)"[^>]*>/g, '[gambar] $1\n')
    .replaceAll(/<a [^>]*download="([^"]*)"[^>]*>/g, '[$1] ')
    .replaceAll(/<(?:button|a class="button)[^>]*>([\s\S]*?)<\/(?:button|a)>/g, '[$1]\n')
    .replaceAll(/<\/dt>\s*/g, ': ')
    .replaceAll(/<\/(h2|p|div|dd|blockquote|tr|li|label|legend|option)>/g, '\n')
    .replaceAll(/<\/t[dh]>/g, ' ')
  return plain(lines)
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .join('\n')
}

function readForm(html: string): PageMessage['form'] {
  const draft = /name="draft" value="(\w+)"/.exec(html)?.[1]
  if (!draft) return null
  const fields = html.split(/<(?:div|fieldset) class="field /).slice(1)
  return { draft, questions: fields.map(readQuestion) }
}

function readQuestion(html: string): Question {
  const label = plain(
    /<(?:label for="[^"]*"|legend)>([\s\S]*?)(?:<small>|<\/label>|<\/legend>)/.exec(html)?.[1] ?? '',
  )
  const id = / name="a\.([^"]+)"/.exec(html)?.[1] ?? / data-field="([^"]+)"/.exec(html)?.[1] ?? ''
  if (html.includes('class="people"')) {
    const tags = [...html.matchAll(/type="hidden" name="a\.[^"]*" value="([^"]*)"/g)]
    return { id, label, kind: 'people', options: [], values: tags.map(([, value = '']) => unescaped(value)) }
  }
  if (html.includes('type="file"')) return { id, label, kind: 'file', options: [], values: [] }
  const ticks = [...html.matchAll(/<input ([^>]*type="(?:radio|checkbox)"[^>]*)><span>([\s\S]*?)<\/span>/g)]
  const listed = [...html.matchAll(/<option ([^>]*)>([\s\S]*?)<\/option>/g)]
  const all = [...ticks, ...listed].map(([, tag = '', said = '']) => ({
    label: plain(said),
    value: attribute(` ${tag}`, 'value'),
    on: / (checked|selected)/.test(` ${tag}`),
  }))
  if (all.length > 0)
    return {
      id,
      label,
      kind: 'chosen',
      options: all,
      values: all.filter(one => one.on).map(one => one.value),
    }
  const typed =
    /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? / value="([^"]*)"/.exec(html)?.[1] ?? ''
  return { id, label, kind: 'typed', options: [], values: [unescaped(typed)] }
}
