import { defineFeature } from '../../../chat/contributions.ts'
import { coffeePersonalData } from './personal-data.ts'
import { coffeeScreens } from './screens.ts'
import { type CoffeeDeps, createService } from './service.ts'

/** Coffee pairs ("Ngopi bareng"). Its API: the button that opens it. */
export function createCoffee(deps: CoffeeDeps) {
  const { feature, door } = coffeeScreens(createService(deps), deps)
  return defineFeature({
    name: 'coffee',
    api: { button: door },
    ...feature,
    extensions: [coffeePersonalData],
  })
}
