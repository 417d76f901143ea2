/** The Web API's methods for uploading files. */
import { integer, list, mrkdwn, shape, string } from './check.ts'
import { sin } from './errors.ts'
import { kindOf } from './kinds.ts'
import { type Method, text } from './method.ts'
import type { World } from './world.ts'

export function fileMethods(world: World, origin: () => string): Record<string, Method> {
  return {
    'files.getUploadURLExternal': {
      args: {
        'filename!': string({ min: 1 }),
        'length!': integer(1, 1e9),
        alt_text: text,
        snippet_type: text,
      },
      numbers: ['length'],
      scopes: () => ['files:write'],
      run: args => {
        const id = world.id('F')
        const name = String(args.filename)
        const mimetype = kindOf(name)
        const length = Number(args.length)
        world.files.set(id, { id, name, mimetype, bytes: new Uint8Array(), state: 'promised', length })
        return { upload_url: `${origin()}/upload/${id}`, file_id: id }
      },
    },
    'files.completeUploadExternal': {
      args: {
        'files!': list(shape({ 'id!': text, title: text }), { min: 1 }),
        channel_id: text,
        initial_comment: mrkdwn(40_000),
        thread_ts: text,
      },
      json: ['files'],
      scopes: () => ['files:write'],
      run: args => {
        const found = (args.files as { id: string }[]).map(({ id }) => world.files.get(id))
        for (const file of found) {
          if (!file) throw sin('file_not_found')
          if (file.bytes.length !== file.length)
            throw sin('invalid_arguments', `${file.name} was not uploaded`)
          file.state = 'uploaded'
        }
        const files = found.filter(file => file !== undefined)
        if (args.channel_id !== undefined) world.put(world.open(String(args.channel_id)).id, { files })
        return { files: files.map(({ id, name }) => ({ id, title: name })) }
      },
    },
  }
}
