/** What is read on a screen: the words of blocks, and what can be tapped in them. */
import { isObject, type Json } from './check.ts'
import type { Message, View } from './world.ts'

export interface Tappable {
  label: string
  block_id: string
  element: Json
}

const words = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join('\n')
  if (!isObject(value)) return ''
  const { type } = value
  if (type === 'plain_text' || type === 'text' || type === 'mrkdwn') return String(value.text)
  if (type === 'emoji') return `:${value.name}:`
  if (type === 'rich_text_quote') return `“${inline(value)}”`
  if (type === 'rich_text_section' || type === 'rich_text_preformatted') return inline(value)
  if (type === 'button') return `[${words(value.text)}]`
  if (type === 'image') return `[image] ${String(value.alt_text)}`
  if (type === 'input')
    return [`${words(value.label)}: ${initial(value.element)}`, words(value.hint)].join('\n')
  return [value.text, value.fields, value.elements].map(words).filter(Boolean).join('\n')
}
const inline = (value: Json) => ((value.elements ?? []) as unknown[]).map(words).join('')

function initial(element: unknown): string {
  if (!isObject(element)) return ''
  const { initial_value, initial_date, initial_option, initial_options } = element
  return words(
    initial_value ??
      initial_date ??
      (initial_option as Json)?.text ??
      (initial_options as Json[])?.map(one => one.text),
  )
}

export const readBlocks = (blocks: readonly Json[]) => words([...blocks])
export function readMessage({ blocks, text, files }: Message): string {
  const said = blocks.length > 0 ? readBlocks(blocks) : plainText(text)
  return [said, ...files.map(({ name }) => `[${name}]`)].filter(Boolean).join('\n')
}
export function readView({ view, errors }: View): string {
  const problems = Object.entries(errors).map(([field, why]) => `! ${field}: ${why}`)
  const title = isObject(view.title) ? [words(view.title)] : []
  return [...title, readBlocks(view.blocks as Json[]), ...problems].join('\n')
}
const plainText = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

export function tappables(blocks: readonly Json[]): Tappable[] {
  return blocks.flatMap((block, index) => {
    const elements = block.type === 'actions' ? (block.elements as Json[]) : []
    const accessory = isObject(block.accessory) ? [block.accessory] : []
    return [...elements, ...accessory]
      .filter(({ type }) => type === 'button')
      .map(element => ({
        label: words(element.text),
        block_id: String(block.block_id ?? `auto-${index}`),
        element,
      }))
  })
}
