/** Every method this server really carries out; the other Boolean ones just say true. */

import { ApiError } from '../errors.ts'
import { specMethod } from '../spec.ts'
import { editing } from './editing.ts'
import { meeting } from './meeting.ts'
import { sending } from './sending.ts'
import { talking } from './talking.ts'
import type { Method, Methods, World } from './world.ts'

export function createMethods(world: World): (name: string) => Method {
  const methods: Methods = {
    ...talking(world),
    ...sending(world),
    ...editing(world),
    ...meeting(world),
    ...world.profile.methods,
  }
  return name =>
    methods[name] ?? (specMethod(name)?.returns.includes('Boolean') ? () => true : uncovered(name))
}

/** A made-up answer of the wrong shape would mislead: better to fail and say why. */
function uncovered(name: string): Method {
  return () => {
    throw new ApiError(501, `Not Implemented: the test server does not cover ${name}`)
  }
}
