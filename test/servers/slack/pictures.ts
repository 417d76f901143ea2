/** Pictures in messages and views. */
import { isObject, type Json } from './check.ts'
import { refusal, sin } from './errors.ts'
import type { World } from './world.ts'

/** A picture shows once it is uploaded and processed. */
export function checkPictures(world: World, blocks: unknown): void {
  for (const block of (blocks ?? []) as Json[]) {
    if (block.type !== 'image' || !isObject(block.slack_file)) continue
    const file = world.files.get(String(block.slack_file.id))
    if (!file || file.state === 'promised') throw sin('invalid_blocks', 'slack_file was never completed')
    if (!/^image\/(png|jpeg|gif)$/.test(file.mimetype)) throw sin('invalid_blocks', 'no picture')
    if (file.state !== 'ready') {
      file.state = 'ready'
      throw refusal('invalid_blocks')
    }
  }
}
