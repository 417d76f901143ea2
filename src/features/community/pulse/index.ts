import { defineFeature } from '../../../chat/contributions.ts'
import { pulsePersonalData } from './personal-data.ts'
import { createPictures, type PictureDeps } from './picture.ts'
import { pulseScreens } from './screens.ts'
import { createService, type ServiceDeps } from './service.ts'

/** The pulse survey (/survei): three questions a month, answered without a name. */
export function createPulse(deps: ServiceDeps & PictureDeps) {
  const service = createService(deps)
  const pictures = createPictures(deps, service)
  const { command, actions, notifications } = pulseScreens({ service, pictures, people: deps.people })
  return defineFeature({
    name: 'pulse',
    api: null,
    commands: [command],
    actions,
    notifications,
    ticks: [{ name: 'pulse.tick', run: service.tick }],
    extensions: [pulsePersonalData],
  })
}
