/** Modals and the Home tab. */
import { blocks, plain, type } from './blocks.ts'
import { boolean, both, byType, type Check, isObject, shape, string } from './check.ts'

const views = byType({
  modal: shape({
    ...type,
    'title!': plain(24),
    'blocks!': blocks(100, 'modal'),
    submit: plain(24),
    close: plain(24),
    private_metadata: string({ max: 3000 }),
    callback_id: string({ max: 255 }),
    clear_on_close: boolean,
    notify_on_close: boolean,
    external_id: string({ max: 255 }),
  }),
  home: shape({
    ...type,
    'blocks!': blocks(100, 'home'),
    private_metadata: string({ max: 3000 }),
    callback_id: string({ max: 255 }),
    external_id: string({ max: 255 }),
  }),
})
export const view: Check = both(views, (value, at) => {
  if (!isObject(value) || !Array.isArray(value.blocks)) return []
  const asks = value.blocks.some(block => isObject(block) && block.type === 'input')
  return asks && value.type === 'modal' && value.submit === undefined ? [`${at}: inputs without submit`] : []
})
