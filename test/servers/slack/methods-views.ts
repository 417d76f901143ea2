/** The Web API's methods for modals and the home tab. */
import type { Json } from './check.ts'
import { refusal, sin } from './errors.ts'
import { type Method, text } from './method.ts'
import { checkPictures } from './pictures.ts'
import { view as viewCheck } from './views.ts'
import { APP, TEAM, type View, type World } from './world.ts'

export function viewMethods(world: World): Record<string, Method> {
  const none = () => []
  function shown(user: string, view: Json, root?: string): View {
    checkPictures(world, view.blocks)
    const id = world.id('V')
    return { id, hash: world.id('h'), user, view, errors: {}, root: root ?? id }
  }
  const answered = ({ id, hash, view, root }: View): Json => ({
    view: { id, hash, root_view_id: root, team_id: TEAM, app_id: APP, ...view },
  })
  const of = (type: 'modal' | 'home', view: Json) => {
    if (view.type !== type) throw sin('invalid_arguments', `view is no ${type}`)
    return view
  }

  return {
    'views.open': {
      args: { 'trigger_id!': text, 'view!': viewCheck },
      json: ['view'],
      scopes: none,
      run: args => {
        const { user } = world.pull(String(args.trigger_id))
        const open = shown(user, of('modal', args.view as Json))
        world.modals.set(user, [open])
        return answered(open)
      },
    },
    'views.push': {
      args: { 'trigger_id!': text, 'view!': viewCheck },
      json: ['view'],
      scopes: none,
      run: args => {
        const { user } = world.pull(String(args.trigger_id))
        const stack = world.modalsOf(user)
        if (stack.length === 0) throw refusal('not_found')
        if (stack.length >= 3) throw refusal('push_limit_reached')
        const open = shown(user, of('modal', args.view as Json), stack[0]?.root)
        stack.push(open)
        return answered(open)
      },
    },
    'views.update': {
      args: { view_id: text, external_id: text, hash: text, 'view!': viewCheck },
      json: ['view'],
      scopes: none,
      run: args => {
        const view = [...world.modals.values()].flat().find(({ id }) => id === args.view_id)
        if (!view) throw refusal('not_found')
        if (args.hash !== undefined && args.hash !== view.hash) throw refusal('hash_conflict')
        checkPictures(world, (args.view as Json).blocks)
        Object.assign(view, { view: of('modal', args.view as Json), hash: world.id('h'), errors: {} })
        return answered(view)
      },
    },
    'views.publish': {
      args: { 'user_id!': text, 'view!': viewCheck, hash: text },
      json: ['view'],
      scopes: none,
      run: args => {
        const user = world.users.get(String(args.user_id))
        if (!user) throw sin('user_not_found')
        const home = shown(user.id, of('home', args.view as Json))
        world.homes.set(user.id, home)
        return answered(home)
      },
    },
  }
}
