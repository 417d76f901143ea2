export { coffeeFeature } from './screens.ts'
